package dev.selvedge.domain.artifacts;

import dev.selvedge.domain.people.UserId;
import java.time.Instant;

/**
 * Something that was done to a version or an alias of a collection.
 *
 * @param versionIndex the version in question, as the collection counts
 * @param fromVersionIndex where an alias was before; null for one that stood nowhere
 * @param alias null when the version itself came or went
 * @param user null for what happened by itself, as when a time to live ran out
 */
public record CollectionAction(
        long id,
        CollectionId collection,
        Kind kind,
        int versionIndex,
        Integer fromVersionIndex,
        String alias,
        UserId user,
        Instant at) {

    public enum Kind {
        VERSION_ADDED,
        VERSION_REMOVED,
        ALIAS_ADDED,
        ALIAS_REMOVED
    }
}
