package dev.selvedge.domain.people;

import java.time.Instant;

/** What goes when an entity goes. */
public interface EntityContents {

    /** Deletes every project of the entity, and with them what is in them. */
    void deleteAll(EntityId entity, Instant at);
}
