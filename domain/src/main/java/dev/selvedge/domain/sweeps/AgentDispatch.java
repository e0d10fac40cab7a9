package dev.selvedge.domain.sweeps;

import dev.selvedge.domain.runs.RunState;
import dev.selvedge.domain.sweeps.SweepRuns.SweepRun;
import dev.selvedge.domain.sweeps.search.ObservedRun;
import dev.selvedge.domain.sweeps.search.Search;
import dev.selvedge.domain.sweeps.search.SweepConfig;
import dev.selvedge.domain.sweeps.search.SweepConfigParser;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Decides what an agent is told. Called with the sweep locked, so that two agents are never given the same
 * configuration and none is lost:
 *
 * <ul>
 *   <li>a run that was handed out but never reported as begun is handed out again to the same agent, since the answer
 *       may have been lost, or to another one when its agent is gone;
 *   <li>a run that its agent has put into a launch queue waits there as long as it takes;
 *   <li>a preempted run goes back to whoever asks next, as "resume".
 * </ul>
 */
final class AgentDispatch {

    /** A program that never starts a run would be handed the same run for ever. */
    private static final int MAX_OFFERS = 3;

    /** The machine of a preempted run is given this long to come back to it by itself. */
    private static final Duration PREEMPTED_GRACE = Duration.ofMinutes(1);

    private static final Duration PREEMPTED_CLAIM = Duration.ofMinutes(60);

    private final SweepStore store;
    private final SweepRuns runs;
    private final SweepLaunch launch;
    private final RandomGenerator random;

    AgentDispatch(SweepStore store, SweepRuns runs, SweepLaunch launch, RandomGenerator random) {
        this.store = store;
        this.runs = runs;
        this.launch = launch;
        this.random = random;
    }

    /** @param working runs the agent says are going on */
    List<AgentCommand> commands(Sweep sweep, SweepAgent agent, Set<String> working, Instant now) {
        SweepConfig config = SweepConfigParser.parse(sweep.config());
        List<Trial> open = store.openTrials(sweep.id());
        Set<String> queued =
                launch.underway(sweep.project(), open.stream().map(Trial::run).toList());
        settle(sweep, agent, open, working, queued);
        List<AgentCommand> stops = stops(sweep, config, working);
        if (!stops.isEmpty() || !working.isEmpty()) {
            return stops;
        }
        if (sweep.state() == SweepState.PAUSED) {
            return List.of();
        }
        if (sweep.state().isOver()) {
            return List.of(new AgentCommand.Exit());
        }
        return next(sweep, config, agent, queued, now);
    }

    /** Follows what became of the runs handed to this agent. */
    private void settle(Sweep sweep, SweepAgent agent, List<Trial> open, Set<String> working, Set<String> queued) {
        List<Trial> own =
                open.stream().filter(trial -> trial.agent().equals(agent.id())).toList();
        Map<String, SweepRun> known =
                runs.find(sweep.project(), own.stream().map(Trial::run).toList());
        for (Trial trial : own) {
            if (working.contains(trial.run())) {
                if (!trial.begun()) {
                    store.save(new Trial(
                            trial.sweep(), trial.run(), trial.agent(), trial.offers(), true, true, trial.offeredAt()));
                }
                continue;
            }
            SweepRun run = known.get(trial.run());
            boolean waiting = run != null && run.state() == RunState.PENDING;
            if (run != null && run.state() == RunState.PREEMPTED) {
                continue;
            }
            if (waiting && queued.contains(trial.run())) {
                continue;
            }
            if (waiting && (trial.begun() || trial.offers() >= MAX_OFFERS)) {
                runs.neverBegan(sweep.project(), trial.run());
            }
            if (!waiting || trial.begun() || trial.offers() >= MAX_OFFERS) {
                store.save(closed(trial));
            }
        }
    }

    private static Trial closed(Trial trial) {
        return new Trial(
                trial.sweep(), trial.run(), trial.agent(), trial.offers(), trial.begun(), false, trial.offeredAt());
    }

    private List<AgentCommand> stops(Sweep sweep, SweepConfig config, Set<String> working) {
        if (working.isEmpty()) {
            return List.of();
        }
        if (sweep.state() == SweepState.CANCELED) {
            working.forEach(run -> runs.requestStop(sweep.project(), run));
        } else if (config.earlyTerminate().isPresent() && !config.searchedOutside()) {
            stopEarly(sweep, config, working);
        }
        Map<String, SweepRun> known = runs.find(sweep.project(), working);
        List<AgentCommand> stops = new ArrayList<>();
        for (String name : working) {
            // a deleted run is not worth finishing either
            if (!known.containsKey(name) || known.get(name).stopRequested()) {
                stops.add(new AgentCommand.Stop(name));
            }
        }
        return stops;
    }

    private void stopEarly(Sweep sweep, SweepConfig config, Set<String> working) {
        SweepConfig.Metric metric = config.metric().orElseThrow();
        List<ObservedRun> observed = observe(sweep, Optional.of(metric.name()), true);
        for (String name : config.earlyTerminate().orElseThrow().toStop(observed, metric.maximize())) {
            if (working.contains(name)) {
                runs.requestStop(sweep.project(), name);
            }
        }
    }

    private List<AgentCommand> next(
            Sweep sweep, SweepConfig config, SweepAgent agent, Set<String> queued, Instant now) {
        List<Trial> open = store.openTrials(sweep.id());
        Optional<Unfinished> again = unfinished(sweep, agent, open, queued, now);
        if (again.isPresent()) {
            return List.of(offerAgain(config, agent, again.get(), now));
        }
        List<SweepRun> all = runs.of(sweep.project(), sweep.name());
        List<AgentCommand> scheduled = scheduled(sweep, config, agent, open, all, now);
        if (!scheduled.isEmpty() || config.searchedOutside()) {
            return scheduled;
        }
        List<ObservedRun> observed = observe(
                sweep, all, config.metric().map(SweepConfig.Metric::name), config.method() == SweepConfig.Method.BAYES);
        boolean capped = config.runCap().isPresent()
                && observed.size() >= config.runCap().getAsInt();
        Optional<Map<String, Object>> chosen =
                capped ? Optional.empty() : Search.next(config, withPrior(sweep, config, observed), random);
        if (chosen.isEmpty()) {
            return exhausted(sweep, all, now);
        }
        String run = runs.create(agent.user(), sweep.project(), sweep.name(), null, chosen.get());
        store.offer(new Trial(sweep.id(), run, agent.id(), 1, false, true, now));
        begun(sweep, now);
        return List.of(new AgentCommand.Run(run, chosen.get(), config.program().orElse(null), false));
    }

    private void begun(Sweep sweep, Instant now) {
        if (sweep.state() == SweepState.PENDING) {
            store.save(sweep.withState(SweepState.RUNNING, now));
        }
    }

    /** Runs a scheduler outside the server has created wait as pending until an agent takes them. */
    private List<AgentCommand> scheduled(
            Sweep sweep, SweepConfig config, SweepAgent agent, List<Trial> open, List<SweepRun> all, Instant now) {
        Set<String> taken = open.stream().map(Trial::run).collect(Collectors.toSet());
        for (SweepRun run : all) {
            if (run.state() == RunState.PENDING && !taken.contains(run.name())) {
                store.offer(new Trial(sweep.id(), run.name(), agent.id(), 1, false, true, now));
                begun(sweep, now);
                return List.of(new AgentCommand.Run(
                        run.name(), arguments(run), config.program().orElse(null), false));
            }
        }
        return List.of();
    }

    /** Only when nothing can still be handed back is the sweep over; a waiting trial may yet return. */
    private List<AgentCommand> exhausted(Sweep sweep, List<SweepRun> all, Instant now) {
        boolean outstanding =
                all.stream().anyMatch(run -> run.state() == RunState.PREEMPTED || run.state() == RunState.PREEMPTING);
        boolean waiting = !store.openTrials(sweep.id()).stream().allMatch(Trial::begun);
        if (outstanding || waiting) {
            return List.of();
        }
        store.save(sweep.withState(SweepState.FINISHED, now));
        return List.of(new AgentCommand.Exit());
    }

    /** With the run as it was looked at: somebody may delete it at any time. */
    private record Unfinished(Trial trial, SweepRun run) {}

    private Optional<Unfinished> unfinished(
            Sweep sweep, SweepAgent asking, List<Trial> open, Set<String> queued, Instant now) {
        Map<String, SweepRun> known =
                runs.find(sweep.project(), open.stream().map(Trial::run).toList());
        Map<AgentId, SweepAgent> agents =
                store.agents(open.stream().map(Trial::agent).distinct().toList());
        for (Trial trial : open) {
            if (queued.contains(trial.run())) {
                continue;
            }
            SweepRun run = known.get(trial.run());
            SweepAgent holder = agents.get(trial.agent());
            boolean mine = trial.agent().equals(asking.id());
            boolean orphaned = mine || holder == null || holder.isGone(now);
            // whoever holds it may never say so: a scheduler is silent about runs it has put into a queue, and an
            // agent that was to do a given number of runs leaves after the last one
            if (run == null || run.state().isOver() && run.state() != RunState.PREEMPTED) {
                store.save(closed(trial));
            } else if (mayBeTaken(trial, run.state(), mine, orphaned, now)) {
                return Optional.of(new Unfinished(trial, run));
            }
        }
        return Optional.empty();
    }

    private static boolean mayBeTaken(Trial trial, RunState state, boolean mine, boolean orphaned, Instant now) {
        return switch (state) {
            case PENDING -> orphaned && !(mine && trial.begun());
            case PREEMPTED -> claimable(trial, orphaned, now);
            default -> false;
        };
    }

    private static boolean claimable(Trial trial, boolean orphaned, Instant now) {
        boolean old = trial.offeredAt().plus(PREEMPTED_CLAIM).isBefore(now);
        return !old && (orphaned || trial.offeredAt().plus(PREEMPTED_GRACE).isBefore(now));
    }

    private AgentCommand offerAgain(SweepConfig config, SweepAgent agent, Unfinished again, Instant now) {
        Trial trial = again.trial();
        SweepRun run = again.run();
        store.save(new Trial(trial.sweep(), trial.run(), agent.id(), trial.offers() + 1, false, true, now));
        return new AgentCommand.Run(
                trial.run(), arguments(run), config.program().orElse(null), run.state() == RunState.PREEMPTED);
    }

    /** The client adds keys of its own to a run's configuration; those are no arguments of the program. */
    private static Map<String, Object> arguments(SweepRun run) {
        Map<String, Object> arguments = new java.util.LinkedHashMap<>(run.configuration());
        arguments.remove("_wandb");
        arguments.remove("wandb_version");
        arguments.values().removeIf(Objects::isNull);
        return arguments;
    }

    private List<ObservedRun> observe(Sweep sweep, Optional<String> metric, boolean withHistory) {
        return observe(sweep, runs.of(sweep.project(), sweep.name()), metric, withHistory);
    }

    /** Runs made before the sweep that it was told to learn from; they do not count towards its run cap. */
    private List<ObservedRun> withPrior(Sweep sweep, SweepConfig config, List<ObservedRun> own) {
        List<SweepRun> prior = runs.views(runs.prior(sweep.project(), sweep.priorRunsFilters()));
        if (prior.isEmpty()) {
            return own;
        }
        List<ObservedRun> all = new ArrayList<>(own);
        all.addAll(observe(
                sweep,
                prior,
                config.metric().map(SweepConfig.Metric::name),
                config.method() == SweepConfig.Method.BAYES));
        return all;
    }

    private List<ObservedRun> observe(Sweep sweep, List<SweepRun> found, Optional<String> metric, boolean withHistory) {
        List<String> begun = found.stream()
                .filter(run -> run.state() != RunState.PENDING)
                .map(SweepRun::name)
                .toList();
        Map<String, double[]> histories = withHistory && metric.isPresent() && !begun.isEmpty()
                ? runs.metrics(sweep.project(), begun, metric.get())
                : Map.of();
        List<ObservedRun> observed = new ArrayList<>();
        for (SweepRun run : found) {
            double[] history = histories.getOrDefault(run.name(), new double[0]);
            double last = metric.map(name -> run.summary().getOrDefault(name, Double.NaN))
                    .orElse(Double.NaN);
            observed.add(new ObservedRun(run.name(), state(run.state()), run.configuration(), history, last));
        }
        return observed;
    }

    private static ObservedRun.State state(RunState state) {
        return switch (state) {
            case PENDING, PREEMPTED, PREEMPTING -> ObservedRun.State.WAITING;
            case RUNNING -> ObservedRun.State.RUNNING;
            case FINISHED -> ObservedRun.State.FINISHED;
            case FAILED, CRASHED, KILLED -> ObservedRun.State.FAILED;
        };
    }
}
