package dev.selvedge.domain.automations;

import dev.selvedge.domain.runs.RunJson;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.filter.Filter;
import dev.selvedge.platform.filter.FilterParser;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An automation's condition, read from the client's JSON.
 *
 * <p>Artifact events carry a filter over {@code alias} and {@code tag}; run events carry {@code run_filter} (JSON text) and
 * one of {@code run_metric_filter}, {@code run_state_filter}.
 */
public sealed interface EventFilter {

    record OnArtifact(Filter<String> filter) implements EventFilter {}

    record OnRunState(Filter<String> runs, List<String> states) implements EventFilter {
        public OnRunState {
            states = List.copyOf(states);
        }
    }

    /** The aggregate of the last {@code window} values compares with {@code threshold}. */
    record OnThreshold(
            Filter<String> runs,
            String metric,
            Optional<Aggregate> aggregate,
            int window,
            Comparison comparison,
            double threshold)
            implements EventFilter {}

    /** The aggregate of the last values differs from that of the values before them. */
    record OnChange(
            Filter<String> runs,
            String metric,
            Optional<Aggregate> aggregate,
            int window,
            int priorWindow,
            boolean relative,
            Direction direction,
            double amount)
            implements EventFilter {}

    /** The last value is this many standard deviations from the mean of the values before it. */
    record OnZScore(Filter<String> runs, String metric, int window, Direction direction, double threshold)
            implements EventFilter {}

    enum Aggregate {
        AVERAGE,
        MIN,
        MAX
    }

    enum Comparison {
        GT,
        GTE,
        LT,
        LTE,
        EQ,
        NE
    }

    enum Direction {
        INCREASE,
        DECREASE,
        ANY
    }

    /** @throws Fault INVALID for what could never be evaluated */
    static EventFilter parse(EventType event, String text) {
        ObjectNode root = RunJson.parseObject(text == null || text.isBlank() ? "{}" : text, "eventFilter");
        if (!event.isRunEvent()) {
            // clients send what they were given back, where the filter is wrapped once more
            JsonNode inner = root.size() == 1 && root.get("filter") instanceof JsonNode wrapped && wrapped.isString()
                    ? RunJson.parseObject(wrapped.asString(), "eventFilter.filter")
                    : root;
            return new OnArtifact(FilterParser.parse(inner.toString()));
        }
        Filter<String> runs = runFilter(root.get("run_filter"));
        if (event == EventType.RUN_STATE) {
            return state(runs, root.path("run_state_filter"));
        }
        JsonNode metric = root.path("run_metric_filter");
        return switch (event) {
            case RUN_METRIC -> threshold(runs, required(metric, "threshold_filter"));
            case RUN_METRIC_CHANGE -> change(runs, required(metric, "change_filter"));
            default -> zScore(runs, required(metric, "zscore_filter"));
        };
    }

    private static Filter<String> runFilter(JsonNode node) {
        if (node == null || node.isNull()) {
            return Filter.all();
        }
        return FilterParser.parse(node.isString() ? node.asString() : node.toString());
    }

    private static JsonNode required(JsonNode parent, String key) {
        if (parent.get(key) instanceof ObjectNode found) {
            return found;
        }
        throw Fault.invalid("eventFilter needs run_metric_filter." + key);
    }

    private static EventFilter state(Filter<String> runs, JsonNode filter) {
        List<String> states = filter.path("states")
                .valueStream()
                .map(state -> state.asString("").toUpperCase(Locale.ROOT))
                .toList();
        if (states.isEmpty()) {
            throw Fault.invalid("eventFilter needs run_state_filter.states");
        }
        return new OnRunState(runs, states);
    }

    private static EventFilter threshold(Filter<String> runs, JsonNode f) {
        return new OnThreshold(
                runs,
                metric(f),
                aggregate(f.path("agg_op")),
                window(f.path("window_size"), 1),
                comparison(f.path("cmp_op")),
                number(f, "threshold"));
    }

    private static EventFilter change(Filter<String> runs, JsonNode f) {
        int window = window(f.path("current_window_size"), 1);
        return new OnChange(
                runs,
                metric(f),
                aggregate(f.path("agg_op")),
                window,
                window(f.path("prior_window_size"), window),
                !"ABSOLUTE".equals(f.path("change_type").asString("RELATIVE")),
                direction(f.path("change_dir")),
                number(f, "change_amount"));
    }

    private static EventFilter zScore(Filter<String> runs, JsonNode f) {
        return new OnZScore(
                runs,
                metric(f),
                window(f.path("window_size"), 30),
                direction(f.path("change_dir")),
                number(f, "threshold"));
    }

    private static String metric(JsonNode f) {
        String name = f.path("name").asString("");
        if (name.isEmpty()) {
            throw Fault.invalid("eventFilter names no metric");
        }
        return name;
    }

    private static double number(JsonNode f, String key) {
        if (!f.path(key).isNumber()) {
            throw Fault.invalid("eventFilter needs a number as " + key);
        }
        return f.path(key).asDouble();
    }

    private static int window(JsonNode node, int otherwise) {
        int size = node.asInt(otherwise);
        if (size < 1 || size > 100_000) {
            throw Fault.invalid("eventFilter has a window of " + size + " values; 1 to 100000 are possible");
        }
        return size;
    }

    private static Optional<Aggregate> aggregate(JsonNode node) {
        return switch (node.asString("")) {
            case "" -> Optional.empty();
            case "AVERAGE" -> Optional.of(Aggregate.AVERAGE);
            case "MIN" -> Optional.of(Aggregate.MIN);
            case "MAX" -> Optional.of(Aggregate.MAX);
            default -> throw Fault.invalid("eventFilter has an unknown aggregate " + node.asString());
        };
    }

    private static Comparison comparison(JsonNode node) {
        return switch (node.asString("")) {
            case "$gt" -> Comparison.GT;
            case "$gte" -> Comparison.GTE;
            case "$lt" -> Comparison.LT;
            case "$lte" -> Comparison.LTE;
            case "$eq" -> Comparison.EQ;
            case "$ne" -> Comparison.NE;
            default -> throw Fault.invalid("eventFilter has an unknown comparison " + node.asString(""));
        };
    }

    private static Direction direction(JsonNode node) {
        return switch (node.asString("ANY")) {
            case "INCREASE" -> Direction.INCREASE;
            case "DECREASE" -> Direction.DECREASE;
            case "ANY" -> Direction.ANY;
            default -> throw Fault.invalid("eventFilter has an unknown direction " + node.asString());
        };
    }
}
