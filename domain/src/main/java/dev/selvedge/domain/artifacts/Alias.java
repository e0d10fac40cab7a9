package dev.selvedge.domain.artifacts;

/** A movable name of one version within one collection. */
public record Alias(long id, CollectionId collection, ArtifactId artifact, String name) {

    /** Follows the newest version of each collection by itself. */
    public static final String LATEST = "latest";
}
