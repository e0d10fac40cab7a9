package dev.selvedge.domain.objects.places;

import java.time.Instant;

/**
 * What may be told about a team's bucket: nothing that opens it.
 *
 * @param location bucket and path, empty when the team uses the installation's own place
 * @param earlier how many other places still keep older objects of the team
 */
public record TeamBucket(String team, String location, Instant since, int earlier) {}
