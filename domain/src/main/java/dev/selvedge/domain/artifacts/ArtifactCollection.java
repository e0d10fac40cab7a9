package dev.selvedge.domain.artifacts;

import dev.selvedge.domain.projects.ProjectId;
import java.time.Instant;

/**
 * A named series of versions. A sequence owns its versions, a portfolio links versions of sequences, also of other
 * projects. Both share one namespace per project.
 */
public record ArtifactCollection(
        CollectionId id,
        ProjectId project,
        ArtifactTypeId type,
        Kind kind,
        String name,
        String description,
        boolean deleted,
        Instant createdAt,
        Instant updatedAt) {

    public enum Kind {
        SEQUENCE,
        PORTFOLIO
    }

    public boolean isSequence() {
        return kind == Kind.SEQUENCE;
    }
}
