package dev.selvedge.domain.artifacts;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Keeps {@link CollectionAction}s, which are never changed. */
public interface CollectionActionStore {

    /** Its id is given here. */
    void add(CollectionAction action);

    /** Newest first, with ids below {@code before}; of one version, as often as it is named, or of all. */
    List<CollectionAction> newestFirst(CollectionId collection, OptionalInt version, Optional<Long> before, int limit);

    int count(CollectionId collection, OptionalInt version);
}
