package dev.selvedge.domain.sweeps;

import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.Run;
import dev.selvedge.domain.runs.RunState;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What this room needs of the runs room. Calls join the transaction of the calling thread. */
public interface SweepRuns {

    /**
     * A run of a sweep.
     *
     * @param configuration {@code {"lr":{"value":0.1}}}
     * @param summary last values by key, numbers only
     */
    record SweepRun(
            String name,
            RunState state,
            boolean stopRequested,
            Map<String, Object> configuration,
            Map<String, Double> summary) {}

    /** Runs of the sweep that are not deleted, oldest first. */
    List<Run> runs(ProjectId project, String sweep);

    /** Runs with their values. */
    List<SweepRun> views(List<Run> runs);

    default List<SweepRun> of(ProjectId project, String sweep) {
        return views(runs(project, sweep));
    }

    /** How many runs each sweep has; those without any are left out. */
    Map<String, Integer> counts(ProjectId project, Collection<String> sweeps);

    /** How long the runs of each sweep have lived, all together; those without any are left out. */
    Map<String, Duration> times(ProjectId project, Collection<String> sweeps);

    /** By name, without the deleted ones. */
    Map<String, SweepRun> find(ProjectId project, Collection<String> names);

    /** By name, without the deleted ones. */
    Map<String, Run> named(ProjectId project, Collection<String> names);

    /** Runs made before the sweep that match the filter, JSON text; none without a filter. */
    List<Run> prior(ProjectId project, String filters);

    /** Creates a pending run of the sweep under a new name, which is returned. */
    String create(UserId user, ProjectId project, String sweep, String displayName, Map<String, Object> configuration);

    /** Finite values of one metric in logged order, by run. Not to be changed. */
    Map<String, double[]> metrics(ProjectId project, Collection<String> runs, String metric);

    void requestStop(ProjectId project, String run);

    /** Moves the runs of the sweep to the trash. */
    void deleteAll(ProjectId project, String sweep);

    /** Marks a run failed that was handed out but never began. */
    void neverBegan(ProjectId project, String run);
}
