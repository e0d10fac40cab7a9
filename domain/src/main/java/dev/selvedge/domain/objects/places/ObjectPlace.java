package dev.selvedge.domain.objects.places;

import dev.selvedge.domain.objects.PlaceId;
import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.people.UserId;
import java.time.Instant;

/**
 * A place that keeps objects, or once did: it stays known for as long as the installation does.
 *
 * @param location bucket and path without credentials; no two places have the same
 * @param sealedAddress the whole address; null when its objects have come home, as after a restore
 * @param origin where its signed links lead, {@code https://host}; empty for those that lead to the server
 * @param revision another one when the address has changed
 */
public record ObjectPlace(
        PlaceId id,
        EntityId entity,
        String location,
        String sealedAddress,
        String origin,
        long revision,
        UserId createdBy,
        Instant createdAt,
        Instant updatedAt) {

    public boolean isElsewhere() {
        return sealedAddress != null;
    }
}
