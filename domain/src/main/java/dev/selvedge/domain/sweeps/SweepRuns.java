package dev.selvedge.domain.sweeps;

import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.Run;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What this room needs of the runs room. Calls join the transaction of the calling thread. */
public interface SweepRuns {

    /**
     * A run with its values, which are read and parsed for it: what asks often goes by the run alone.
     *
     * @param configuration {@code {"lr":{"value":0.1}}}
     * @param summary last values by key, numbers only
     */
    record SweepRun(Run run, Map<String, Object> configuration, Map<String, Double> summary) {}

    /** Runs of the sweep that are not deleted, oldest first. */
    List<Run> runs(ProjectId project, String sweep);

    /** Runs with their values, in the same order. */
    List<SweepRun> views(List<Run> runs);

    /** How many runs each sweep has; those without any are left out. */
    Map<String, Integer> counts(ProjectId project, Collection<String> sweeps);

    /** How long the runs of each sweep have lived, all together; those without any are left out. */
    Map<String, Duration> times(ProjectId project, Collection<String> sweeps);

    /** The smallest, or largest, finite summary value of the metric in each sweep; those without any are left out. */
    Map<String, Double> best(ProjectId project, Collection<String> sweeps, String metric, boolean largest);

    /** By name, without the deleted ones. */
    Map<String, Run> named(ProjectId project, Collection<String> names);

    /** Runs made before the sweep that match the filter, JSON text; none without a filter. */
    List<Run> prior(ProjectId project, String filters);

    /** Creates a pending run of the sweep under a new name, which is returned. */
    String create(UserId user, ProjectId project, String sweep, String displayName, Map<String, Object> configuration);

    /** Finite values of one metric in logged order, by name of run. Not to be changed. */
    Map<String, double[]> metrics(Collection<Run> runs, String metric);

    /** One that nothing has begun yet is killed at once: nobody is there to hear the wish. */
    void requestStop(ProjectId project, String run);

    /** Moves the runs of the sweep to the trash. */
    void deleteAll(ProjectId project, String sweep);

    /** Marks a run failed that was handed out but never began, or killed where it was asked to stop. */
    void neverBegan(ProjectId project, String run);
}
