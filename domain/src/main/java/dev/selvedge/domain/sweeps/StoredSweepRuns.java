package dev.selvedge.domain.sweeps;

import static java.util.Objects.requireNonNullElse;

import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.NewRun;
import dev.selvedge.domain.runs.Run;
import dev.selvedge.domain.runs.RunAbout;
import dev.selvedge.domain.runs.RunCounts;
import dev.selvedge.domain.runs.RunDocuments;
import dev.selvedge.domain.runs.RunHistories;
import dev.selvedge.domain.runs.RunId;
import dev.selvedge.domain.runs.RunJson;
import dev.selvedge.domain.runs.RunLife;
import dev.selvedge.domain.runs.RunNames;
import dev.selvedge.domain.runs.RunState;
import dev.selvedge.domain.runs.RunStore;
import dev.selvedge.domain.runs.history.HistoryReader;
import dev.selvedge.domain.runs.query.RunField;
import dev.selvedge.domain.runs.query.RunFilters;
import dev.selvedge.domain.runs.query.RunGroup;
import dev.selvedge.domain.runs.query.RunGroupQuery;
import dev.selvedge.domain.runs.query.RunQueryStore;
import dev.selvedge.platform.filter.FilterValue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The runs room's runs as a sweep sees them. */
public final class StoredSweepRuns implements SweepRuns {

    private final RunStore runs;
    private final RunQueryStore queries;
    private final RunHistories histories;
    private final MetricHistories metrics;
    private final Clock clock;
    private final RunNames names = new RunNames(RandomGenerator.getDefault());

    public StoredSweepRuns(
            RunStore runs, RunQueryStore queries, RunHistories histories, HistoryReader reader, Clock clock) {
        this.runs = runs;
        this.queries = queries;
        this.histories = histories;
        this.metrics = new MetricHistories(reader);
        this.clock = clock;
    }

    @Override
    public List<Run> runs(ProjectId project, String sweep) {
        return runs.find(runs.ofSweep(project, sweep));
    }

    @Override
    public List<Run> prior(ProjectId project, String filters) {
        return filters == null || filters.isBlank()
                ? List.of()
                : runs.find(queries.findAll(project, RunFilters.parse(filters)));
    }

    @Override
    public List<SweepRun> views(List<Run> found) {
        Map<RunId, RunDocuments> documents =
                runs.documents(found.stream().map(Run::id).toList());
        return found.stream().map(run -> view(run, documents.get(run.id()))).toList();
    }

    @Override
    public Map<String, Integer> counts(ProjectId project, Collection<String> sweeps) {
        return runs.countOfSweeps(project, sweeps);
    }

    @Override
    public Map<String, Duration> times(ProjectId project, Collection<String> sweeps) {
        return runs.timeOfSweeps(project, sweeps);
    }

    @Override
    public Map<String, Run> named(ProjectId project, Collection<String> names) {
        return runs.find(runs.named(project, names)).stream()
                .filter(run -> !run.isDeleted())
                .collect(Collectors.toMap(Run::name, Function.identity()));
    }

    @Override
    public Map<String, Double> best(ProjectId project, Collection<String> sweeps, String metric, boolean largest) {
        ObjectNode filter = RunJson.object();
        ArrayNode names = filter.putObject("sweep").putArray("$in");
        sweeps.forEach(names::add);
        RunGroupQuery query = new RunGroupQuery(
                project,
                RunFilters.parse(RunJson.write(filter)),
                List.of(RunField.Attribute.SWEEP),
                List.of(new RunField.Value(RunField.Document.SUMMARY, List.of(metric))),
                List.of(),
                sweeps.size(),
                null);
        Map<String, Double> best = new HashMap<>();
        for (RunGroup group : queries.groups(query).items()) {
            RunGroup.Aggregate values = group.aggregates().getFirst();
            if (values != null && group.key().getFirst().value() instanceof FilterValue.Text(String sweep)) {
                best.put(sweep, largest ? values.max() : values.min());
            }
        }
        return best;
    }

    private static SweepRun view(Run run, RunDocuments documents) {
        return new SweepRun(run, configuration(documents), numbers(documents));
    }

    private static Map<String, Object> configuration(RunDocuments documents) {
        Map<String, Object> configuration = new LinkedHashMap<>();
        RunJson.parseObject(requireNonNullElse(documents.config(), RunDocuments.EMPTY), "config")
                .properties()
                .forEach(entry -> configuration.put(entry.getKey(), plain(entry.getValue())));
        return configuration;
    }

    private static Map<String, Double> numbers(RunDocuments documents) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        ObjectNode summary =
                RunJson.parseObject(requireNonNullElse(documents.summary(), RunDocuments.EMPTY), "summary");
        collect("", summary, numbers);
        return numbers;
    }

    /** Nested summary values are named with dots, as in a sweep's {@code metric.name}. */
    private static void collect(String prefix, ObjectNode object, Map<String, Double> numbers) {
        object.properties().forEach(entry -> {
            String name = prefix + entry.getKey();
            if (entry.getValue().isNumber()) {
                numbers.put(name, entry.getValue().asDouble());
            } else if (entry.getValue() instanceof ObjectNode nested) {
                collect(name + ".", nested, numbers);
            }
        });
    }

    private static Object plain(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                Map<String, Object> map = new LinkedHashMap<>();
                object.properties().forEach(entry -> map.put(entry.getKey(), plain(entry.getValue())));
                yield map;
            }
            case JsonNode array
            when array.isArray() -> {
                List<Object> list = new ArrayList<>();
                array.forEach(item -> list.add(plain(item)));
                yield list;
            }
            case JsonNode text when text.isString() -> text.asString();
            case JsonNode truth when truth.isBoolean() -> truth.asBoolean();
            case JsonNode number when number.isIntegralNumber() && number.canConvertToLong() -> number.asLong();
            case JsonNode number when number.isNumber() -> number.asDouble();
            default -> null;
        };
    }

    @Override
    public String create(
            UserId user, ProjectId project, String sweep, String displayName, Map<String, Object> configuration) {
        Instant now = clock.instant();
        String name = names.inventName();
        long number = runs.nextNumber(project);
        String shown = displayName != null && !displayName.isBlank() ? displayName : names.inventDisplayName(number);
        return runs.insert(new NewRun(
                        project,
                        name,
                        number,
                        user,
                        new RunAbout(shown, null, null, null, null, sweep, null, null, null, null),
                        List.of(),
                        RunState.PENDING,
                        new RunDocuments(RunJson.text(configuration), RunDocuments.EMPTY, null),
                        histories.create(),
                        RunCounts.NONE,
                        null,
                        now))
                .name();
    }

    @Override
    public Map<String, double[]> metrics(Collection<Run> of, String metric) {
        return of.stream().collect(Collectors.toMap(Run::name, run -> metrics.of(run, metric)));
    }

    @Override
    public void requestStop(ProjectId project, String run) {
        Instant now = clock.instant();
        lock(project, run).ifPresent(found -> {
            RunLife asked = found.life().askedToStop(now);
            runs.save(found.with(found.state() == RunState.PENDING ? asked.set(RunState.KILLED, now) : asked));
        });
    }

    @Override
    public void deleteAll(ProjectId project, String sweep) {
        runs.setDeleted(runs(project, sweep).stream().map(Run::id).toList(), clock.instant());
    }

    @Override
    public void neverBegan(ProjectId project, String run) {
        lock(project, run).filter(found -> found.state() == RunState.PENDING).ifPresent(found -> {
            RunState end = found.life().stopRequested() ? RunState.KILLED : RunState.FAILED;
            runs.save(found.with(found.life().set(end, clock.instant())));
        });
    }

    private Optional<Run> lock(ProjectId project, String run) {
        return runs.find(project, run).flatMap(found -> runs.lock(found.id()));
    }
}
