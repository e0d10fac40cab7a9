package dev.selvedge.domain.sweeps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.domain.people.Action;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.RunProjects;
import dev.selvedge.domain.runs.RunState;
import dev.selvedge.platform.Transactions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class SweepsTest {

    private static final ProjectId PROJECT = new ProjectId(1);
    private static final UserId MARY = new UserId(2);
    private static final Caller SERVICE = new Caller.SignedIn(new UserId(1), "service", false).actingFor(MARY);
    private static final String CONFIG = "{method: grid, parameters: {a: {values: [1, 2]}}}";

    private final Clock clock = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
    private final InMemorySweepStore store = new InMemorySweepStore();
    private final FakeSweepRuns runs = new FakeSweepRuns(clock::instant);
    private final FakeSweepLaunch launch = new FakeSweepLaunch();
    private final RunProjects projects = new OpenProject();
    private final Transactions transactions = new NoTransactions();
    private final Sweeps sweeps = new Sweeps(store, runs, launch, projects, projects, transactions, clock);
    private final SweepAgents agents = new SweepAgents(store, runs, launch, projects, transactions, clock);

    @Test
    void whatAServiceAccountSearchesForAPersonIsThePersons() {
        Sweep sweep = sweeps.upsert(SERVICE, wish()).sweep();
        assertThat(sweep.user()).isEqualTo(MARY);
        String byHand = sweeps.enqueue(SERVICE, sweep.id(), null, Map.of("a", 7));
        assertThat(runs.get(byHand).user()).isEqualTo(MARY);
        SweepAgent agent = agents.register(SERVICE, "team", "p", sweep.name(), "host");
        assertThat(agent.user()).isEqualTo(MARY);
        agents.heartbeat(SERVICE, agent.id(), Set.of());
        agents.heartbeat(SERVICE, agent.id(), Set.of(byHand));
        runs.set(byHand, RunState.FINISHED);
        List<AgentCommand> next =
                agents.heartbeat(SERVICE, agent.id(), Set.of()).commands();
        assertThat(runs.get(((AgentCommand.Run) next.getFirst()).run()).user()).isEqualTo(MARY);
    }

    private static UpsertSweep wish() {
        return new UpsertSweep(null, "team", "p", null, null, CONFIG, null, null, null, null, null, null);
    }

    /** One project, in which everybody may do everything. */
    private static final class OpenProject implements RunProjects {
        @Override
        public ProjectId openForRuns(Caller caller, String entity, String project) {
            return PROJECT;
        }

        @Override
        public Optional<ProjectId> find(Caller caller, String entity, String project) {
            return Optional.of(PROJECT);
        }

        @Override
        public boolean mayRead(Caller caller, ProjectId project) {
            return true;
        }

        @Override
        public boolean mayWrite(Caller caller, ProjectId project) {
            return true;
        }

        @Override
        public void require(Caller caller, Action action, ProjectId project) {}
    }

    private static final class NoTransactions implements Transactions {
        @Override
        public <T> T inTransaction(Supplier<T> work) {
            return work.get();
        }
    }
}
