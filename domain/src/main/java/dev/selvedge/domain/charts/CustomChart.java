package dev.selvedge.domain.charts;

import static java.util.Objects.requireNonNull;

import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.people.UserId;
import java.time.Instant;

/**
 * A chart preset.
 *
 * @param entityName null where the owner's name was not asked for
 * @param type how the spec is read; clients know {@code vega2}
 * @param spec JSON text, as it came
 */
public record CustomChart(
        long id,
        EntityId entity,
        String entityName,
        String name,
        String displayName,
        String type,
        Access access,
        String spec,
        UserId createdBy,
        Instant createdAt,
        Instant updatedAt) {

    public enum Access {
        PRIVATE,
        PUBLIC
    }

    public CustomChart {
        requireNonNull(entity);
        requireNonNull(name);
        requireNonNull(displayName);
        requireNonNull(spec);
    }

    /** What programs name it by. */
    public String path() {
        return entityName + "/" + name;
    }
}
