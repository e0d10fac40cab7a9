package dev.selvedge.domain.launch;

import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.RunState;
import java.util.Collection;
import java.util.Map;

/** What this room asks the runs room about the runs its items became. */
public interface LaunchedRuns {

    /** States by name; runs that are not there are left out. */
    Map<String, RunState> states(ProjectId project, Collection<String> names);
}
