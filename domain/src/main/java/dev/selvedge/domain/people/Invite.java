package dev.selvedge.domain.people;

import java.time.Instant;

/**
 * A place in a team that waits for its person. It needs no mail: who signs up with the address is in, and who already
 * has an account accepts it on the spot.
 *
 * @param id 0 when there is nothing to wait for: the person was in the organization and is in the team now
 * @param email null when {@code user} is known
 * @param user null when nobody has signed up with {@code email} yet
 */
public record Invite(
        long id, EntityId entity, String email, UserId user, String role, UserId invitedBy, Instant createdAt) {}
