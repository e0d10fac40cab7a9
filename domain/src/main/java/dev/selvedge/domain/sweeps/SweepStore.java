package dev.selvedge.domain.sweeps;

import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.ProjectId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where sweeps, their agents and open trials are kept. */
public interface SweepStore {

    /** Stores a sweep whose id is ignored; CONFLICT when the project has one of that name. */
    Sweep insert(Sweep sweep);

    void save(Sweep sweep);

    Optional<Sweep> find(SweepId id);

    Optional<Sweep> find(ProjectId project, String name);

    /** Keeps others from changing the sweep or handing out its runs until the transaction ends. */
    Optional<Sweep> lock(SweepId id);

    /** All sweeps of a project, newest first. */
    List<Sweep> ofProject(ProjectId project);

    int count(ProjectId project);

    /** Removes the sweep with its agents and trials; its runs stay. */
    void delete(SweepId id);

    SweepAgent register(SweepId sweep, UserId user, String name, String host, Instant now);

    Optional<SweepAgent> agent(AgentId id);

    void heard(AgentId id, Instant now);

    Map<AgentId, SweepAgent> agents(Collection<AgentId> ids);

    /** Oldest first. */
    List<SweepAgent> agents(SweepId sweep);

    /** Runs handed out so far, per agent. */
    Map<AgentId, Integer> trialCounts(Collection<AgentId> agents);

    /** Also of a run whose last trial is closed: it may have been deleted and have come back. */
    void offer(Trial trial);

    void save(Trial trial);

    List<Trial> openTrials(SweepId sweep);

    /** Names of all runs the agent was given, oldest first. */
    List<String> runsOf(AgentId agent);
}
