package dev.selvedge.domain.sweeps;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.projects.ProjectId;
import java.util.Collection;
import java.util.Set;

/** What this room needs of launch queues, for sweeps whose scheduler and runs go through one. */
public interface SweepLaunch {

    /**
     * Queues the program that schedules the sweep. Joins the transaction of the calling thread.
     *
     * @param scheduler JSON that names the queue and what to start, as clients write it
     * @param templateVariables JSON of values for the queue's template variables, or null
     */
    void queueScheduler(Caller caller, Sweep sweep, String scheduler, String templateVariables);

    /** Those of {@code runs} that wait in a queue, or were taken from one and may still begin. */
    Set<String> underway(ProjectId project, Collection<String> runs);
}
