package dev.selvedge.domain.reports;

import dev.selvedge.domain.projects.ProjectId;
import java.time.Instant;
import java.util.List;

/**
 * A link that shares a view with whoever has it.
 *
 * @param projects whose runs the view shows
 * @param revokedAt null while it opens
 */
public record ViewToken(
        long id, ViewId view, String token, List<ProjectId> projects, Instant createdAt, Instant revokedAt) {
    public ViewToken {
        projects = List.copyOf(projects);
    }
}
