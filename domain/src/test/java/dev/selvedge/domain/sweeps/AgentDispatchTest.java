package dev.selvedge.domain.sweeps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AgentDispatchTest {

    private static final UserId USER = new UserId(1);
    private static final ProjectId PROJECT = new ProjectId(1);

    private final InMemorySweepStore store = new InMemorySweepStore();
    private final FakeSweepRuns runs = new FakeSweepRuns(() -> this.now);
    private final FakeSweepLaunch launch = new FakeSweepLaunch();
    private final AgentDispatch dispatch = new AgentDispatch(store, runs, launch, new SplittableRandom(1));
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void manyAgentsNeverGetTheSameConfigurationAndTheGridEnds() {
        Sweep sweep =
                sweep("{method: grid, program: train.py, parameters: {a: {values: [1, 2, 3]}, b: {values: [x, y]}}}");
        Set<Object> handedOut = new HashSet<>();
        List<SweepAgent> agents = List.of(agent(sweep), agent(sweep), agent(sweep), agent(sweep));
        int exits = 0;
        for (int round = 0; round < 4; round++) {
            for (SweepAgent agent : agents) {
                switch (ask(sweep, agent).getFirst()) {
                    case AgentCommand.Run run -> {
                        assertThat(handedOut.add(run.arguments())).isTrue();
                        assertThat(run.program()).isEqualTo("train.py");
                        ask(sweep, agent, run.run());
                        runs.set(run.run(), RunState.FINISHED);
                    }
                    case AgentCommand.Exit exit -> exits++;
                    case AgentCommand.Stop stop -> throw new AssertionError(stop);
                }
            }
        }
        assertThat(handedOut).hasSize(6);
        assertThat(exits).isPositive();
        assertThat(store.find(sweep.id()).orElseThrow().state()).isEqualTo(SweepState.FINISHED);
    }

    @Test
    void aLostAnswerIsGivenAgain() {
        Sweep sweep = sweep("{method: grid, parameters: {a: {values: [1, 2]}}}");
        SweepAgent agent = agent(sweep);
        AgentCommand first = ask(sweep, agent).getFirst();
        assertThat(ask(sweep, agent)).containsExactly(first);
        assertThat(runs.size()).isOne();
    }

    @Test
    void theRunOfAnAgentThatDiedBeforeItBeganGoesToAnother() {
        Sweep sweep = sweep("{method: grid, parameters: {a: {values: [1]}}}");
        AgentCommand.Run lost = (AgentCommand.Run) ask(sweep, agent(sweep)).getFirst();
        SweepAgent other = agent(sweep);
        assertThat(ask(sweep, other)).isEmpty();
        now = now.plus(Duration.ofMinutes(6));
        store.heard(other.id(), now);
        assertThat(ask(sweep, other)).containsExactly(lost);
    }

    @Test
    void aRunThatIsDeletedBeforeItBeginsAndComesBackIsGivenOut() {
        Sweep sweep = sweep("{method: grid, scheduler: {engine: optuna}, parameters: {a: {values: [1, 2]}}}");
        SweepAgent agent = agent(sweep);
        runs.create(USER, PROJECT, sweep.name(), null, Map.of("a", 5));
        AgentCommand.Run given = (AgentCommand.Run) ask(sweep, agent).getFirst();
        SweepRuns.SweepRun deleted = runs.delete(given.run());
        assertThat(ask(sweep, agent)).isEmpty();
        runs.restore(deleted);
        assertThat(ask(sweep, agent)).containsExactly(given);
    }

    @Test
    void aProgramThatNeverStartsItsRunDoesNotHoldTheSweepUp() {
        Sweep sweep = sweep("{method: grid, parameters: {a: {values: [1, 2]}}}");
        SweepAgent agent = agent(sweep);
        AgentCommand.Run first = (AgentCommand.Run) ask(sweep, agent).getFirst();
        assertThat(ask(sweep, agent, first.run())).isEmpty();
        AgentCommand.Run second = (AgentCommand.Run) ask(sweep, agent).getFirst();
        assertThat(second.run()).isNotEqualTo(first.run());
        assertThat(runs.get(first.run()).state()).isEqualTo(RunState.FAILED);
    }

    @Test
    void aRunThatWaitsInALaunchQueueIsNeitherGivenAgainNorGivenUp() {
        Sweep sweep = sweep("{method: grid, parameters: {a: {values: [1, 2]}}}");
        SweepAgent busy = agent(sweep);
        SweepAgent idle = agent(sweep);
        AgentCommand.Run queued = (AgentCommand.Run) ask(sweep, busy).getFirst();
        launch.underway.add(queued.run());
        now = now.plus(Duration.ofMinutes(30));
        store.heard(idle.id(), now);
        AgentCommand.Run second = (AgentCommand.Run) ask(sweep, idle).getFirst();
        assertThat(second.run()).isNotEqualTo(queued.run());
        launch.underway.add(second.run());
        for (int i = 0; i < 5; i++) {
            assertThat(ask(sweep, busy)).isEmpty();
        }
        assertThat(runs.get(queued.run()).state()).isEqualTo(RunState.PENDING);
        launch.underway.remove(queued.run());
        assertThat(ask(sweep, busy)).as("its item has failed").containsExactly(queued);
    }

    @Test
    void aSweepEndsThoughTheSchedulerThatQueuedItsRunsHasDied() {
        Sweep sweep = sweep("{method: grid, parameters: {a: {values: [1]}}}");
        AgentCommand.Run queued = (AgentCommand.Run) ask(sweep, agent(sweep)).getFirst();
        runs.set(queued.run(), RunState.FINISHED);
        now = now.plus(Duration.ofMinutes(30));
        SweepAgent next = agent(sweep);
        assertThat(ask(sweep, next)).containsExactly(new AgentCommand.Exit());
    }

    @Test
    void anAgentThatLeftAfterItsLastRunHoldsNobodyUp() {
        Sweep sweep = sweep("{method: grid, parameters: {a: {values: [1, 2]}}}");
        AgentCommand.Run only = (AgentCommand.Run) ask(sweep, agent(sweep)).getFirst();
        runs.set(only.run(), RunState.FINISHED);
        SweepAgent next = agent(sweep);
        AgentCommand.Run second = (AgentCommand.Run) ask(sweep, next).getFirst();
        runs.set(second.run(), RunState.FINISHED);
        assertThat(ask(sweep, next)).containsExactly(new AgentCommand.Exit());
        assertThat(store.find(sweep.id()).orElseThrow().state()).isEqualTo(SweepState.FINISHED);
    }

    @Test
    void aSweepWithASearchEngineOfItsOwnGivesOutWhatThatPutsIn() {
        Sweep sweep = sweep("{method: grid, scheduler: {engine: optuna}, parameters: {a: {values: [1, 2]}}}");
        SweepAgent agent = agent(sweep);
        assertThat(ask(sweep, agent)).as("nothing of its own").isEmpty();
        String put = runs.create(USER, PROJECT, sweep.name(), null, Map.of("a", 5));
        assertThat(ask(sweep, agent)).containsExactly(new AgentCommand.Run(put, Map.of("a", 5), null, false));
        ask(sweep, agent, put);
        runs.set(put, RunState.FINISHED);
        assertThat(ask(sweep, agent)).as("the engine says when it is over").isEmpty();
    }

    @Test
    void runsPutInByHandGoFirstAndCountTowardsTheCap() {
        Sweep sweep = sweep("{method: random, run_cap: 2, parameters: {a: {min: 0.0, max: 1.0}}}");
        String byHand = runs.create(USER, PROJECT, sweep.name(), null, Map.of("a", 7));
        SweepAgent agent = agent(sweep);
        AgentCommand.Run first = (AgentCommand.Run) ask(sweep, agent).getFirst();
        assertThat(first.run()).isEqualTo(byHand);
        assertThat(first.arguments()).isEqualTo(Map.of("a", 7));
        assertThat(store.find(sweep.id()).orElseThrow().state()).isEqualTo(SweepState.RUNNING);
        ask(sweep, agent, byHand);
        runs.set(byHand, RunState.FINISHED);
        AgentCommand.Run second = (AgentCommand.Run) ask(sweep, agent).getFirst();
        ask(sweep, agent, second.run());
        runs.set(second.run(), RunState.FINISHED);
        assertThat(ask(sweep, agent)).containsExactly(new AgentCommand.Exit());
    }

    @Test
    void aPreemptedRunIsResumedByWhoAsksNext() {
        Sweep sweep = sweep("{method: grid, parameters: {a: {values: [1]}}}");
        SweepAgent agent = agent(sweep);
        AgentCommand.Run first = (AgentCommand.Run) ask(sweep, agent).getFirst();
        ask(sweep, agent, first.run());
        runs.set(first.run(), RunState.PREEMPTED);
        assertThat(ask(sweep, agent)).containsExactly(new AgentCommand.Run(first.run(), first.arguments(), null, true));
    }

    @Test
    void aRunThatWasPreemptedAfterHoursIsResumedForAnHour() {
        Sweep sweep = sweep("{method: grid, parameters: {a: {values: [1]}}}");
        SweepAgent agent = agent(sweep);
        AgentCommand.Run first = begin(sweep, agent);
        pass(Duration.ofHours(3));
        runs.set(first.run(), RunState.PREEMPTED);
        pass(Duration.ofMinutes(59));
        SweepAgent next = agent(sweep);
        assertThat(ask(sweep, next)).containsExactly(new AgentCommand.Run(first.run(), first.arguments(), null, true));
    }

    @Test
    void aPreemptedRunThatNobodyResumedWithinAnHourHoldsNobodyUp() {
        Sweep sweep = sweep("{method: random, run_cap: 1, parameters: {a: {min: 0.0, max: 1.0}}}");
        AgentCommand.Run only = begin(sweep, agent(sweep));
        runs.set(only.run(), RunState.PREEMPTED);
        pass(Duration.ofMinutes(61));
        assertThat(ask(sweep, agent(sweep))).containsExactly(new AgentCommand.Exit());
        assertThat(store.find(sweep.id()).orElseThrow().state()).isEqualTo(SweepState.FINISHED);
    }

    @Test
    void theMachineOfAPreemptedRunMayComeBackToItFirst() {
        Sweep sweep = sweep("{method: grid, parameters: {a: {values: [1]}}}");
        SweepAgent away = agent(sweep);
        AgentCommand.Run first = begin(sweep, away);
        pass(Duration.ofMinutes(30));
        store.heard(away.id(), now);
        runs.set(first.run(), RunState.PREEMPTED);
        SweepAgent other = agent(sweep);
        assertThat(ask(sweep, other)).isEmpty();
        pass(Duration.ofSeconds(61));
        assertThat(ask(sweep, other)).containsExactly(new AgentCommand.Run(first.run(), first.arguments(), null, true));
    }

    @Test
    void aRunThatIsBeingResumedIsNotGivenToAnother() {
        Sweep sweep = sweep("{method: grid, parameters: {a: {values: [1]}}}");
        SweepAgent agent = agent(sweep);
        AgentCommand.Run first = begin(sweep, agent);
        runs.set(first.run(), RunState.PREEMPTED);
        pass(Duration.ofMinutes(58));
        store.heard(agent.id(), now);
        assertThat(ask(sweep, agent)).hasSize(1);
        SweepAgent other = agent(sweep);
        assertThat(ask(sweep, other)).as("the answer is on its way").isEmpty();
        assertThat(ask(sweep, agent, first.run())).isEmpty();
        pass(Duration.ofMinutes(4));
        assertThat(ask(sweep, other)).as("its program has not begun yet").isEmpty();
        pass(Duration.ofMinutes(6));
        store.heard(other.id(), now);
        assertThat(ask(sweep, other))
                .as("its agent is gone, and the hour over")
                .containsExactly(new AgentCommand.Exit());
    }

    @Test
    void aRunWhoseProcessWasKilledWhileItWasPreemptingIsResumedOnceItsSilenceIsNoticed() {
        Sweep sweep = sweep("{method: grid, parameters: {a: {values: [1]}}}");
        SweepAgent agent = agent(sweep);
        AgentCommand.Run first = begin(sweep, agent);
        runs.set(first.run(), RunState.PREEMPTING);
        assertThat(ask(sweep, agent)).isEmpty();
        runs.set(first.run(), RunState.PREEMPTED);
        assertThat(ask(sweep, agent)).containsExactly(new AgentCommand.Run(first.run(), first.arguments(), null, true));
    }

    @Test
    void agentsWaitForTheLastRunWhichMayYetBePreempted() {
        Sweep sweep = sweep("{method: grid, parameters: {a: {values: [1, 2]}}}");
        SweepAgent busy = agent(sweep);
        AgentCommand.Run last = begin(sweep, busy);
        SweepAgent idle = agent(sweep);
        AgentCommand.Run other = begin(sweep, idle);
        runs.set(other.run(), RunState.FINISHED);
        assertThat(ask(sweep, idle)).isEmpty();
        int readings = runs.readings;
        assertThat(ask(sweep, idle)).isEmpty();
        assertThat(runs.readings).as("nothing is searched again meanwhile").isEqualTo(readings);
        runs.set(last.run(), RunState.PREEMPTED);
        pass(Duration.ofMinutes(2));
        store.heard(idle.id(), now);
        assertThat(ask(sweep, idle)).containsExactly(new AgentCommand.Run(last.run(), last.arguments(), null, true));
        runs.set(last.run(), RunState.FINISHED);
        assertThat(ask(sweep, idle)).containsExactly(new AgentCommand.Exit());
    }

    @Test
    void anIdleAgentGetsWhatTheConfigurationGained() {
        Sweep sweep = sweep("{method: grid, parameters: {a: {values: [1]}}}");
        begin(sweep, agent(sweep));
        SweepAgent idle = agent(sweep);
        assertThat(ask(sweep, idle)).isEmpty();
        store.save(store.find(sweep.id())
                .orElseThrow()
                .changed(
                        new UpsertSweep(
                                sweep.id(),
                                null,
                                null,
                                "{method: grid, parameters: {a: {values: [1, 2]}}}",
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null),
                        "grid",
                        SweepState.RUNNING,
                        now));
        assertThat(ask(sweep, idle)).hasOnlyElementsOfType(AgentCommand.Run.class);
    }

    @Test
    void aRunThatWasStoppedBeforeItBeganIsNotHandedOut() {
        Sweep sweep = sweep("{method: grid, parameters: {a: {values: [1, 2]}}}");
        SweepAgent agent = agent(sweep);
        AgentCommand.Run given = (AgentCommand.Run) ask(sweep, agent).getFirst();
        String byHand = runs.create(USER, PROJECT, sweep.name(), null, Map.of("a", 7));
        runs.requestStop(PROJECT, given.run());
        runs.requestStop(PROJECT, byHand);
        AgentCommand.Run next = (AgentCommand.Run) ask(sweep, agent).getFirst();
        assertThat(next.run()).isNotIn(given.run(), byHand);
        assertThat(runs.get(given.run()).state()).isEqualTo(RunState.KILLED);
        assertThat(runs.get(byHand).state()).isEqualTo(RunState.KILLED);
    }

    @Test
    void aStoppedRunWhoseAgentDiedBeforeItBeganIsNotHandedOn() {
        Sweep sweep = sweep("{method: grid, parameters: {a: {values: [1]}}}");
        AgentCommand.Run given = (AgentCommand.Run) ask(sweep, agent(sweep)).getFirst();
        runs.requestStop(PROJECT, given.run());
        pass(Duration.ofMinutes(6));
        assertThat(ask(sweep, agent(sweep))).containsExactly(new AgentCommand.Exit());
        assertThat(runs.get(given.run()).state()).isEqualTo(RunState.KILLED);
    }

    @Test
    void pausedAgentsWaitAndResumedOnesGoOn() {
        Sweep sweep = sweep("{method: random, parameters: {a: {min: 0.0, max: 1.0}}}");
        SweepAgent agent = agent(sweep);
        store.save(sweep.withState(SweepState.PAUSED, now));
        assertThat(ask(sweep, agent)).isEmpty();
        store.save(sweep.withState(SweepState.RUNNING, now));
        assertThat(ask(sweep, agent)).hasOnlyElementsOfType(AgentCommand.Run.class);
    }

    @Test
    void stoppingLetsRunsEndWhileCancellingEndsThem() {
        Sweep sweep = sweep("{method: random, parameters: {a: {min: 0.0, max: 1.0}}}");
        SweepAgent agent = agent(sweep);
        AgentCommand.Run run = (AgentCommand.Run) ask(sweep, agent).getFirst();
        runs.set(run.run(), RunState.RUNNING);
        store.save(sweep.withState(SweepState.FINISHED, now));
        assertThat(ask(sweep, agent, run.run())).isEmpty();
        store.save(sweep.withState(SweepState.CANCELED, now));
        assertThat(ask(sweep, agent, run.run())).containsExactly(new AgentCommand.Stop(run.run()));
        assertThat(ask(sweep, agent, run.run())).as("until it ended").containsExactly(new AgentCommand.Stop(run.run()));
        runs.set(run.run(), RunState.KILLED);
        assertThat(ask(sweep, agent)).containsExactly(new AgentCommand.Exit());
    }

    @Test
    void theRunCapEndsARandomSweep() {
        Sweep sweep = sweep("{method: random, run_cap: 2, parameters: {a: {min: 0.0, max: 1.0}}}");
        SweepAgent agent = agent(sweep);
        for (int i = 0; i < 2; i++) {
            AgentCommand.Run run = (AgentCommand.Run) ask(sweep, agent).getFirst();
            ask(sweep, agent, run.run());
            runs.set(run.run(), RunState.FINISHED);
        }
        assertThat(ask(sweep, agent)).containsExactly(new AgentCommand.Exit());
    }

    @Test
    void aRunThatFallsBehindIsStoppedEarly() {
        Sweep sweep = sweep(
                "{method: random, metric: {name: loss, goal: minimize}, early_terminate: {type: hyperband, min_iter: 2, eta: 2},"
                        + " parameters: {a: {min: 0.0, max: 1.0}}}");
        SweepAgent good = agent(sweep);
        SweepAgent bad = agent(sweep);
        AgentCommand.Run better = (AgentCommand.Run) ask(sweep, good).getFirst();
        AgentCommand.Run worse = (AgentCommand.Run) ask(sweep, bad).getFirst();
        AgentCommand.Run worst = (AgentCommand.Run) ask(sweep, agent(sweep)).getFirst();
        for (AgentCommand.Run run : List.of(better, worse, worst)) {
            runs.set(run.run(), RunState.RUNNING);
        }
        runs.logged(better.run(), 1, 0.5);
        runs.logged(worse.run(), 1, 0.9);
        runs.logged(worst.run(), 2, 2);
        int readings = runs.readings;
        assertThat(ask(sweep, good, better.run())).isEmpty();
        assertThat(ask(sweep, bad, worse.run())).isEmpty();
        assertThat(ask(sweep, bad, worst.run())).containsExactly(new AgentCommand.Stop(worst.run()));
        assertThat(runs.readings)
                .as("configurations and summaries do not matter")
                .isEqualTo(readings);
    }

    private Sweep sweep(String config) {
        return store.insert(new Sweep(
                null,
                PROJECT,
                "abcd1234",
                USER,
                null,
                null,
                config,
                "grid",
                SweepState.PENDING,
                null,
                null,
                null,
                null,
                now,
                now,
                null));
    }

    private SweepAgent agent(Sweep sweep) {
        return store.register(sweep.id(), USER, "agent", "host", now);
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    /** Takes a run and begins it. */
    private AgentCommand.Run begin(Sweep sweep, SweepAgent agent) {
        AgentCommand.Run run = (AgentCommand.Run) ask(sweep, agent).getFirst();
        ask(sweep, agent, run.run());
        runs.set(run.run(), RunState.RUNNING);
        return run;
    }

    private List<AgentCommand> ask(Sweep sweep, SweepAgent agent, String... working) {
        return dispatch.commands(store.find(sweep.id()).orElseThrow(), agent, Set.of(working), now);
    }
}
