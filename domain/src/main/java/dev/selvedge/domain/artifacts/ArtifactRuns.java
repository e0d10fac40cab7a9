package dev.selvedge.domain.artifacts;

import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.RunId;
import java.util.Optional;

/** What this room asks of the runs room. */
public interface ArtifactRuns {

    /** The run with this name, not deleted. */
    Optional<RunId> find(ProjectId project, String runName);
}
