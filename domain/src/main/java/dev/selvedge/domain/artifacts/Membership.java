package dev.selvedge.domain.artifacts;

import java.time.Instant;

/** That a version stands in a collection under an index of that collection: in its sequence once, in portfolios by link. */
public record Membership(long id, CollectionId collection, ArtifactId artifact, int versionIndex, Instant createdAt) {}
