package dev.selvedge.domain.sweeps;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.selvedge.domain.runs.Run;
import dev.selvedge.domain.runs.RunId;
import dev.selvedge.domain.runs.RunState;
import dev.selvedge.domain.sweeps.SweepRuns.SweepRun;
import dev.selvedge.domain.sweeps.search.ObservedRun;
import dev.selvedge.domain.sweeps.search.Search;
import dev.selvedge.domain.sweeps.search.SweepConfig;
import dev.selvedge.domain.sweeps.search.SweepConfigParser;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
 *   <li>a preempted run goes back to whoever asks next, as "resume". Agents wait for that until the last run has ended.
 * </ul>
 */
final class AgentDispatch {

    /** A program that never starts a run would be handed the same run for ever. */
    private static final int MAX_OFFERS = 3;

    /** The machine of a preempted run is given this long to come back to it by itself. */
    private static final Duration PREEMPTED_GRACE = Duration.ofMinutes(1);

    /** From its end on; nobody waits longer for somebody to resume it. */
    private static final Duration PREEMPTED_CLAIM = Duration.ofMinutes(60);

    private static final int SPENT_SWEEPS = 1_000;
    private static final Duration SPENT_KEPT = Duration.ofMinutes(1);

    private final SweepStore store;
    private final SweepRuns runs;
    private final SweepLaunch launch;
    private final RandomGenerator random;

    /** A search that had nothing more to try, and what it was told. */
    private record Spent(String config, int runs, RunId newest) {
        static Spent of(Sweep sweep, List<Run> runs) {
            return new Spent(
                    sweep.config(),
                    runs.size(),
                    runs.isEmpty() ? null : runs.getLast().id());
        }
    }

    /** All agents ask every few seconds while the last runs go on; the values of all runs are not read for each. */
    private final Cache<SweepId, Spent> spent = Caffeine.newBuilder()
            .maximumSize(SPENT_SWEEPS)
            .expireAfterWrite(SPENT_KEPT)
            .build();

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
        Map<String, Run> known =
                runs.named(sweep.project(), own.stream().map(Trial::run).toList());
        for (Trial trial : own) {
            if (working.contains(trial.run())) {
                if (!trial.begun()) {
                    store.save(new Trial(
                            trial.sweep(), trial.run(), trial.agent(), trial.offers(), true, true, trial.offeredAt()));
                }
                continue;
            }
            Run run = known.get(trial.run());
            if (run != null && mayComeBack(run.state())) {
                continue;
            }
            boolean waiting = run != null && run.state() == RunState.PENDING;
            if (waiting && queued.contains(trial.run())) {
                continue;
            }
            boolean givenUp = trial.begun()
                    || trial.offers() >= MAX_OFFERS
                    || waiting && run.life().stopRequested();
            if (waiting && givenUp) {
                runs.neverBegan(sweep.project(), trial.run());
            }
            if (!waiting || givenUp) {
                store.save(closed(trial));
            }
        }
    }

    /** A process that was killed with its machine leaves its run preempting until it has been silent for a while. */
    private static boolean mayComeBack(RunState state) {
        return state == RunState.PREEMPTED || state == RunState.PREEMPTING;
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
        Map<String, Run> known = runs.named(sweep.project(), working);
        List<AgentCommand> stops = new ArrayList<>();
        for (String name : working) {
            // a deleted run is not worth finishing either
            if (!known.containsKey(name) || known.get(name).life().stopRequested()) {
                stops.add(new AgentCommand.Stop(name));
            }
        }
        return stops;
    }

    private void stopEarly(Sweep sweep, SweepConfig config, Set<String> working) {
        SweepConfig.Metric metric = config.metric().orElseThrow();
        // what the runs have logged is enough; their configurations and summaries are large, and agents ask all the
        // time
        List<Run> begun = haveBegun(runs.runs(sweep.project(), sweep.name()));
        Map<String, double[]> histories = runs.metrics(begun, metric.name());
        List<ObservedRun> observed = begun.stream()
                .map(run -> new ObservedRun(
                        run.name(), state(run.state()), Map.of(), histories.get(run.name()), Double.NaN))
                .toList();
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
        List<Run> all = runs.runs(sweep.project(), sweep.name());
        List<AgentCommand> scheduled = scheduled(sweep, config, agent, open, all, now);
        if (!scheduled.isEmpty() || config.searchedOutside()) {
            return scheduled;
        }
        boolean capped =
                config.runCap().isPresent() && all.size() >= config.runCap().getAsInt();
        Optional<Map<String, Object>> chosen = capped ? Optional.empty() : search(sweep, config, all);
        if (chosen.isEmpty()) {
            return exhausted(sweep, now);
        }
        String run = runs.create(agent.user(), sweep.project(), sweep.name(), null, chosen.get());
        store.offer(new Trial(sweep.id(), run, agent.id(), 1, false, true, now));
        begun(sweep, now);
        return List.of(new AgentCommand.Run(run, chosen.get(), config.program().orElse(null), false));
    }

    private Optional<Map<String, Object>> search(Sweep sweep, SweepConfig config, List<Run> all) {
        Spent told = Spent.of(sweep, all);
        if (told.equals(spent.getIfPresent(sweep.id()))) {
            return Optional.empty();
        }
        List<Run> observed = new ArrayList<>(all);
        // made before the sweep, which was told to learn from them; they do not count towards its run cap
        observed.addAll(runs.prior(sweep.project(), sweep.priorRunsFilters()));
        Optional<Map<String, Object>> chosen = Search.next(config, observe(config, observed), random);
        if (chosen.isEmpty()) {
            spent.put(sweep.id(), told);
        }
        return chosen;
    }

    private void begun(Sweep sweep, Instant now) {
        if (sweep.state() == SweepState.PENDING) {
            store.save(sweep.withState(SweepState.RUNNING, now));
        }
    }

    /** Runs a scheduler outside the server has created wait as pending until an agent takes them. */
    private List<AgentCommand> scheduled(
            Sweep sweep, SweepConfig config, SweepAgent agent, List<Trial> open, List<Run> all, Instant now) {
        Set<String> taken = open.stream().map(Trial::run).collect(Collectors.toSet());
        for (Run run : all) {
            if (run.state() != RunState.PENDING || taken.contains(run.name())) {
                continue;
            }
            if (run.life().stopRequested()) {
                runs.neverBegan(sweep.project(), run.name());
            } else {
                store.offer(new Trial(sweep.id(), run.name(), agent.id(), 1, false, true, now));
                begun(sweep, now);
                return List.of(new AgentCommand.Run(
                        run.name(), arguments(run), config.program().orElse(null), false));
            }
        }
        return List.of();
    }

    /**
     * Only when nothing can still be handed back is the sweep over. {@link #unfinished} has closed the trials of which
     * nothing may come any more; a run that goes on may yet be preempted.
     */
    private List<AgentCommand> exhausted(Sweep sweep, Instant now) {
        if (!store.openTrials(sweep.id()).isEmpty()) {
            return List.of();
        }
        store.save(sweep.withState(SweepState.FINISHED, now));
        return List.of(new AgentCommand.Exit());
    }

    /** With the run as it was looked at: somebody may delete it at any time. */
    private record Unfinished(Trial trial, Run run) {}

    private Optional<Unfinished> unfinished(
            Sweep sweep, SweepAgent asking, List<Trial> open, Set<String> queued, Instant now) {
        Map<String, Run> known =
                runs.named(sweep.project(), open.stream().map(Trial::run).toList());
        Map<AgentId, SweepAgent> agents =
                store.agents(open.stream().map(Trial::agent).distinct().toList());
        for (Trial trial : open) {
            Run run = known.get(trial.run());
            SweepAgent holder = agents.get(trial.agent());
            boolean mine = trial.agent().equals(asking.id());
            boolean orphaned = mine || holder == null || holder.isGone(now);
            // whoever holds it may never say so: a scheduler is silent about runs it has put into a queue, and an
            // agent that was to do a given number of runs leaves after the last one
            if (run == null || isDone(trial, run, orphaned, now)) {
                store.save(closed(trial));
            } else if (!queued.contains(trial.run()) && mayBeTaken(trial, run, mine, orphaned, now)) {
                if (run.state() != RunState.PENDING || !run.life().stopRequested()) {
                    return Optional.of(new Unfinished(trial, run));
                }
                runs.neverBegan(sweep.project(), run.name());
                store.save(closed(trial));
            }
        }
        return Optional.empty();
    }

    private static boolean isDone(Trial trial, Run run, boolean orphaned, Instant now) {
        return run.state() == RunState.PREEMPTED
                ? !isBeingResumed(trial, run, orphaned, now)
                        && endOf(run).plus(PREEMPTED_CLAIM).isBefore(now)
                : run.state().isOver();
    }

    private static boolean mayBeTaken(Trial trial, Run run, boolean mine, boolean orphaned, Instant now) {
        return switch (run.state()) {
            case PENDING -> orphaned && !(mine && trial.begun());
            case PREEMPTED ->
                !isBeingResumed(trial, run, orphaned, now)
                        && (orphaned || endOf(run).plus(PREEMPTED_GRACE).isBefore(now));
            default -> false;
        };
    }

    /** Another agent was given it after it was preempted, and its program may still be on its way to begin. */
    private static boolean isBeingResumed(Trial trial, Run run, boolean orphaned, Instant now) {
        return !orphaned
                && trial.offeredAt().isAfter(endOf(run))
                && (trial.begun() || !trial.offeredAt().plus(PREEMPTED_GRACE).isBefore(now));
    }

    private static Instant endOf(Run run) {
        return Objects.requireNonNullElse(run.life().finishedAt(), run.life().heartbeatAt());
    }

    private AgentCommand offerAgain(SweepConfig config, SweepAgent agent, Unfinished again, Instant now) {
        Trial trial = again.trial();
        Run run = again.run();
        store.save(new Trial(trial.sweep(), trial.run(), agent.id(), trial.offers() + 1, false, true, now));
        return new AgentCommand.Run(
                trial.run(), arguments(run), config.program().orElse(null), run.state() == RunState.PREEMPTED);
    }

    /** The client adds keys of its own to a run's configuration; those are no arguments of the program. */
    private Map<String, Object> arguments(Run run) {
        Map<String, Object> arguments =
                new LinkedHashMap<>(runs.views(List.of(run)).getFirst().configuration());
        arguments.remove("_wandb");
        arguments.remove("wandb_version");
        arguments.values().removeIf(Objects::isNull);
        return arguments;
    }

    private List<ObservedRun> observe(SweepConfig config, List<Run> found) {
        Optional<String> metric = config.metric().map(SweepConfig.Metric::name);
        Map<String, double[]> histories = config.method() == SweepConfig.Method.BAYES && metric.isPresent()
                ? runs.metrics(haveBegun(found), metric.get())
                : Map.of();
        List<ObservedRun> observed = new ArrayList<>();
        for (SweepRun view : runs.views(found)) {
            Run run = view.run();
            double[] history = histories.getOrDefault(run.name(), new double[0]);
            double last = metric.map(name -> view.summary().getOrDefault(name, Double.NaN))
                    .orElse(Double.NaN);
            observed.add(new ObservedRun(run.name(), state(run.state()), view.configuration(), history, last));
        }
        return observed;
    }

    private static List<Run> haveBegun(List<Run> found) {
        return found.stream().filter(run -> run.state() != RunState.PENDING).toList();
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
