package dev.selvedge.domain.artifacts;

import java.util.List;

/** Something that happened to a version or a collection and that others may want to act on. */
public sealed interface ArtifactChange {

    /** Committed, with these aliases in its sequence. */
    record Created(ArtifactId artifact, CollectionId sequence, List<String> aliases) implements ArtifactChange {
        public Created {
            aliases = List.copyOf(aliases);
        }
    }

    record Linked(ArtifactId artifact, CollectionId portfolio, List<String> aliases) implements ArtifactChange {
        public Linked {
            aliases = List.copyOf(aliases);
        }
    }

    /** With the aliases that it held there. */
    record Unlinked(ArtifactId artifact, CollectionId portfolio, List<String> aliases) implements ArtifactChange {
        public Unlinked {
            aliases = List.copyOf(aliases);
        }
    }

    /** The version holds an alias that it did not hold before. */
    record AliasAdded(ArtifactId artifact, CollectionId collection, String alias) implements ArtifactChange {}

    record TagAdded(ArtifactId artifact, String tag) implements ArtifactChange {}

    record TagRemoved(ArtifactId artifact, String tag) implements ArtifactChange {}

    record CollectionTagAdded(CollectionId collection, String tag) implements ArtifactChange {}

    record CollectionTagRemoved(CollectionId collection, String tag) implements ArtifactChange {}
}
