package dev.selvedge.domain.reports;

import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.ProjectId;
import java.time.Instant;
import java.util.List;

/**
 * A person who edits one report without having to be of its team.
 *
 * @param projects whose runs are shown to the person for it
 */
public record ViewEditor(ViewId view, UserId user, List<ProjectId> projects, UserId invitedBy, Instant createdAt) {
    public ViewEditor {
        projects = List.copyOf(projects);
    }
}
