package dev.selvedge.domain.sweeps;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.RunProjects;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Transactions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Agents of sweeps: they register once and then ask every few seconds what to do. */
public final class SweepAgents {

    private final SweepStore store;
    private final RunProjects projects;
    private final Transactions transactions;
    private final Clock clock;
    private final AgentDispatch dispatch;

    public SweepAgents(
            SweepStore store,
            SweepRuns runs,
            SweepLaunch launch,
            RunProjects projects,
            Transactions transactions,
            Clock clock) {
        this.store = store;
        this.projects = projects;
        this.transactions = transactions;
        this.clock = clock;
        this.dispatch = new AgentDispatch(store, runs, launch, RandomGenerator.getDefault());
    }

    public SweepAgent register(Caller caller, String entity, String project, String sweepName, String host) {
        Caller.SignedIn user = caller.requireSignedIn();
        ProjectId in =
                projects.find(caller, entity, project).orElseThrow(() -> Fault.notFound("Could not find project"));
        Sweep sweep = store.find(in, sweepName).orElseThrow(() -> Fault.notFound("Could not find sweep " + sweepName));
        projects.requireWrite(caller, in);
        String name = SweepNames.invent(RandomGenerator.getDefault());
        if (sweep.launchScheduler() != null) {
            begin(sweep.id());
        }
        return store.register(sweep.id(), user.author(), name, host == null ? "" : cut(host), clock.instant());
    }

    /** The workers of a scheduler in a queue may never ask for runs, and the runs it queues want a sweep that runs. */
    private void begin(SweepId id) {
        transactions.inTransaction(() -> store.lock(id)
                .filter(sweep -> sweep.state() == SweepState.PENDING)
                .ifPresent(sweep -> store.save(sweep.withState(SweepState.RUNNING, clock.instant()))));
    }

    private static String cut(String host) {
        return host.length() <= 255 ? host : host.substring(0, 255);
    }

    /** What an agent is told, with the agent as it is now. */
    public record Answer(SweepAgent agent, List<AgentCommand> commands) {}

    /**
     * @param working runs the agent says are going on
     * @throws Fault NOT_FOUND when the sweep was deleted: the agent ends itself on that status, and on no other
     */
    public Answer heartbeat(Caller caller, AgentId id, Set<String> working) {
        caller.requireSignedIn();
        return transactions.inTransaction(() -> {
            SweepAgent agent =
                    store.agent(id).orElseThrow(() -> Fault.notFound("No such agent, or its sweep was deleted"));
            // the lock makes agents of one sweep take turns, so no two are given the same configuration
            Sweep sweep = store.lock(agent.sweep()).orElseThrow(() -> Fault.notFound("The sweep was deleted"));
            if (!projects.mayRead(caller, sweep.project())) {
                throw Fault.notFound("No such agent");
            }
            projects.requireWrite(caller, sweep.project());
            Instant now = clock.instant();
            store.heard(id, now);
            Sweep heard = sweep.heard(now);
            store.save(heard);
            return new Answer(store.agent(id).orElseThrow(), dispatch.commands(heard, agent, working, now));
        });
    }

    public Optional<SweepAgent> find(Caller caller, AgentId id) {
        return store.agent(id)
                .filter(agent -> store.find(agent.sweep())
                        .filter(sweep -> projects.mayRead(caller, sweep.project()))
                        .isPresent());
    }

    /** Agents of a sweep the caller was shown, oldest first. */
    public List<SweepAgent> of(SweepId sweep) {
        return store.agents(sweep);
    }
}
