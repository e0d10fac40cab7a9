package dev.selvedge.domain.projects;

import dev.selvedge.domain.people.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;

/** Which projects people starred. */
public interface ProjectStarStore {

    /** Again changes nothing. */
    void star(UserId user, ProjectId project, Instant at);

    void unstar(UserId user, ProjectId project);

    /** Those of {@code projects} that the user starred. */
    Set<ProjectId> starred(UserId user, Collection<ProjectId> projects);
}
