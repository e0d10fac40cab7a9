package dev.selvedge.domain.artifacts;

import dev.selvedge.domain.projects.ProjectId;
import java.time.Instant;

/** What kind of thing the collections under it hold; free text, made on first use. */
public record ArtifactType(ArtifactTypeId id, ProjectId project, String name, String description, Instant createdAt) {}
