package dev.selvedge.domain.automations.firing;

import static java.util.Objects.requireNonNullElse;

import dev.selvedge.domain.automations.Automation;
import dev.selvedge.domain.automations.EventFilter;
import dev.selvedge.domain.people.User;
import dev.selvedge.domain.people.UserStore;
import dev.selvedge.domain.runs.Run;
import dev.selvedge.domain.runs.RunDocuments;
import dev.selvedge.domain.runs.RunId;
import dev.selvedge.domain.runs.RunJson;
import dev.selvedge.domain.runs.RunState;
import dev.selvedge.domain.runs.RunStore;
import dev.selvedge.domain.runs.history.HistoryReader;
import dev.selvedge.domain.runs.query.RunFacts;
import dev.selvedge.domain.runs.query.RunField;
import dev.selvedge.platform.filter.Filter;
import dev.selvedge.platform.filter.FilterMatcher;
import dev.selvedge.platform.filter.FilterValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Whether an automation's condition holds for what happened. */
public final class Conditions {

    private final RunStore runs;
    private final UserStore users;
    private final MetricWindow metrics;
    private final Variables variables;

    public Conditions(RunStore runs, UserStore users, HistoryReader reader, Variables variables) {
        this.runs = runs;
        this.users = users;
        this.metrics = new MetricWindow(reader);
        this.variables = variables;
    }

    /** JSON text of what was found, empty when the condition does not hold. */
    Optional<String> met(Automation automation, Occurrence occurrence) {
        Optional<Map<String, Object>> found = switch (EventFilter.parse(automation.event(), automation.filter())) {
            case EventFilter.OnArtifact(var filter) -> artifact(filter, occurrence);
            case EventFilter.OnRunState filter -> state(filter, occurrence);
            case EventFilter.OnMetric filter -> metric(filter, occurrence);
        };
        return found.map(facts -> {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("subject", variables.subject(occurrence));
            all.putAll(facts);
            all.put("filter", automation.filter());
            return RunJson.text(all);
        });
    }

    private static Optional<Map<String, Object>> artifact(Filter<String> filter, Occurrence occurrence) {
        Function<String, FilterValue> values = key -> switch (key) {
            case "alias" ->
                occurrence.aliases().isEmpty()
                        ? null
                        : new FilterValue.Items(occurrence.aliases().stream()
                                .map(FilterValue::of)
                                .toList());
            case "tag" -> occurrence.tag() == null ? null : FilterValue.of(occurrence.tag());
            default -> null;
        };
        if (!FilterMatcher.matches(filter, values)) {
            return Optional.empty();
        }
        Map<String, Object> facts = new LinkedHashMap<>();
        if (!occurrence.aliases().isEmpty()) {
            facts.put("aliases", occurrence.aliases());
        }
        if (occurrence.tag() != null) {
            facts.put("tag", occurrence.tag());
        }
        return Optional.of(facts);
    }

    private Optional<Map<String, Object>> state(EventFilter.OnRunState filter, Occurrence occurrence) {
        return RunState.of(occurrence.runState())
                .filter(state -> isOne(state, filter.states()))
                .filter(state -> run(filter.runs(), occurrence).isPresent())
                .map(state -> Map.of("state", state.word()));
    }

    /** Clients know three states only; to them whatever did not end well has failed. */
    private static boolean isOne(RunState state, List<String> wanted) {
        boolean failed = state == RunState.CRASHED || state == RunState.KILLED;
        return wanted.contains(state.word().toUpperCase(Locale.ROOT)) || (failed && wanted.contains("FAILED"));
    }

    private Optional<Map<String, Object>> metric(EventFilter.OnMetric filter, Occurrence occurrence) {
        return run(filter.runs(), occurrence)
                .flatMap(run ->
                        metrics.firstMet(filter, run.history(), occurrence.afterStep(), occurrence.throughStep()))
                .map(met -> Map.of("metric", filter.metric(), "value", number(met.value()), "step", met.step()));
    }

    /** Whole numbers the way programs log them. */
    private static Object number(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
        return whole ? (Object) (long) value : (Object) value;
    }

    /** The run, if it is still there and one of those meant. */
    private Optional<Run> run(Filter<RunField> filter, Occurrence occurrence) {
        RunId id = new RunId(occurrence.run());
        return runs.find(id).filter(run -> !run.isDeleted()).filter(run -> {
            if (filter.equals(Filter.all())) {
                return true;
            }
            RunDocuments documents = runs.documents(List.of(id)).get(id);
            String user = users.find(run.user()).map(User::username).orElse(null);
            RunFacts facts = new RunFacts(
                    run,
                    user,
                    new RunDocuments(
                            requireNonNullElse(documents.config(), RunDocuments.EMPTY),
                            requireNonNullElse(documents.summary(), RunDocuments.EMPTY),
                            documents.systemMetrics()));
            return FilterMatcher.matches(filter, facts::value);
        });
    }
}
