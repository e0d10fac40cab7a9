package dev.selvedge.domain.sweeps;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.Run;
import dev.selvedge.domain.sweeps.search.Search;
import dev.selvedge.domain.sweeps.search.SweepConfigParser;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Page;
import dev.selvedge.platform.Slices;
import dev.selvedge.platform.filter.Filter;
import dev.selvedge.platform.filter.FilterMatcher;
import dev.selvedge.platform.filter.FilterParser;
import dev.selvedge.platform.filter.FilterValue;
import dev.selvedge.platform.filter.OrderKey;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Lists, counts and best values of sweeps and agents. */
public final class SweepOverview {

    private static final int DEFAULT_PAGE = 50;
    private static final int LARGEST_PAGE = 1_000;

    private final SweepStore store;
    private final Sweeps sweeps;
    private final SweepRuns sweepRuns;
    private final Clock clock;

    public SweepOverview(SweepStore store, Sweeps sweeps, SweepRuns sweepRuns, Clock clock) {
        this.store = store;
        this.sweeps = sweeps;
        this.sweepRuns = sweepRuns;
        this.clock = clock;
    }

    /** Newest first unless {@code order} says otherwise. Projects have few sweeps, so they are sifted in memory. */
    public Page<Sweep> page(
            Caller caller, ProjectId project, String filters, String order, Integer first, String after) {
        Filter<String> filter = filters == null || filters.isBlank() ? Filter.all() : FilterParser.parse(filters);
        List<Sweep> found = new ArrayList<>(sweeps.ofProject(caller, project).stream()
                .filter(sweep -> FilterMatcher.matches(filter, key -> value(sweep, key)))
                .toList());
        for (OrderKey<String> key : OrderKey.parse(order).reversed()) {
            Comparator<String> direction = key.ascending() ? Comparator.naturalOrder() : Comparator.reverseOrder();
            found.sort(Comparator.comparing(sweep -> sortable(sweep, key.key()), Comparator.nullsLast(direction)));
        }
        return slice(found, Sweep::name, first, after);
    }

    private static FilterValue value(Sweep sweep, String key) {
        return switch (key) {
            case "name", "id" -> text(sweep.name());
            case "state" -> text(sweep.state().name());
            case "display_name", "displayName" -> text(sweep.displayName());
            case "description" -> text(sweep.description());
            case "method" -> text(sweep.method());
            case "created_at", "createdAt" -> text(sweep.createdAt().toString());
            case "updated_at", "updatedAt" -> text(sweep.updatedAt().toString());
            default -> throw Fault.invalid("Sweeps cannot be filtered by " + key);
        };
    }

    private static FilterValue text(String value) {
        return value == null ? FilterValue.NULL : FilterValue.of(value);
    }

    private static String sortable(Sweep sweep, String key) {
        return switch (key) {
            case "name" -> sweep.name();
            case "state" -> sweep.state().name();
            case "display_name", "displayName" -> sweep.displayName();
            case "created_at", "createdAt" -> sweep.createdAt().toString();
            case "updated_at", "updatedAt" -> sweep.updatedAt().toString();
            default -> throw Fault.invalid("Sweeps cannot be ordered by " + key);
        };
    }

    public Map<Sweep, Integer> runCounts(Collection<Sweep> sweeps) {
        return ofRuns(sweeps, sweepRuns::counts, 0);
    }

    /** How long their runs have lived, all together. */
    public Map<Sweep, Duration> computeTimes(Collection<Sweep> sweeps) {
        return ofRuns(sweeps, sweepRuns::times, Duration.ZERO);
    }

    /** One question for each project that the sweeps are in. */
    private static <T> Map<Sweep, T> ofRuns(
            Collection<Sweep> sweeps, BiFunction<ProjectId, List<String>, Map<String, T>> ask, T none) {
        Map<Sweep, T> answer = new HashMap<>();
        sweeps.stream().collect(Collectors.groupingBy(Sweep::project)).forEach((project, group) -> {
            Map<String, T> found = ask.apply(
                    project, group.stream().map(Sweep::name).distinct().toList());
            group.forEach(sweep -> answer.put(sweep, found.getOrDefault(sweep.name(), none)));
        });
        return answer;
    }

    public Optional<Long> expectedRuns(Sweep sweep) {
        return Search.expectedRuns(SweepConfigParser.parse(sweep.config()));
    }

    /**
     * The best summary value of each sweep's metric over its runs; sweeps without one are left out. One question for each
     * metric of each project, as the sweeps of a project mostly have the same.
     */
    public Map<Sweep, Double> bestLosses(Collection<Sweep> sweeps) {
        record Goal(String metric, boolean largest) {}
        Map<Goal, List<Sweep>> byGoal = new LinkedHashMap<>();
        sweeps.forEach(sweep -> SweepConfigParser.parse(sweep.config())
                .metric()
                .ifPresent(metric -> byGoal.computeIfAbsent(
                                new Goal(metric.name(), metric.maximize()), key -> new ArrayList<>())
                        .add(sweep)));
        Map<Sweep, Double> answer = new HashMap<>();
        byGoal.forEach((goal, group) -> answer.putAll(ofRuns(
                group, (project, names) -> sweepRuns.best(project, names, goal.metric(), goal.largest()), null)));
        answer.values().removeIf(Objects::isNull);
        return answer;
    }

    public Page<Run> runs(Sweep sweep, Integer first, String after) {
        List<Run> found = new ArrayList<>(sweepRuns.runs(sweep.project(), sweep.name()));
        // the newest first, as run lists are elsewhere
        Collections.reverse(found);
        return slice(found, Run::name, first, after);
    }

    public List<Run> priorRuns(Sweep sweep) {
        return sweepRuns.prior(sweep.project(), sweep.priorRunsFilters());
    }

    public Page<SweepAgent> agents(Sweep sweep, Integer first, String after) {
        return slice(store.agents(sweep.id()), SweepAgent::name, first, after);
    }

    public boolean isGone(SweepAgent agent) {
        return agent.isGone(clock.instant());
    }

    /** Runs handed out so far, per agent. */
    public Map<SweepAgent, Integer> handedOut(Collection<SweepAgent> agents) {
        Map<AgentId, Integer> counts =
                store.trialCounts(agents.stream().map(SweepAgent::id).toList());
        return agents.stream()
                .distinct()
                .collect(Collectors.toMap(agent -> agent, agent -> counts.getOrDefault(agent.id(), 0)));
    }

    public Page<Run> runs(SweepAgent agent, Integer first, String after) {
        Sweep sweep = store.find(agent.sweep()).orElseThrow();
        List<String> names = store.runsOf(agent.id());
        Map<String, Run> found = sweepRuns.named(sweep.project(), names);
        return slice(names.stream().filter(found::containsKey).map(found::get).toList(), Run::name, first, after);
    }

    private static <T> Page<T> slice(List<T> all, Function<T, String> key, Integer first, String after) {
        return Slices.of(all, first == null ? DEFAULT_PAGE : Math.clamp(first, 0, LARGEST_PAGE), after, key);
    }
}
