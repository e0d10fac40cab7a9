package dev.selvedge.domain.automations;

import dev.selvedge.domain.runs.RunJson;
import dev.selvedge.domain.runs.RunState;
import dev.selvedge.domain.runs.query.RunField;
import dev.selvedge.domain.runs.query.RunFilters;
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

    int LARGEST_WINDOW = 10_000;

    record OnArtifact(Filter<String> filter) implements EventFilter {}

    record OnRunState(Filter<RunField> runs, List<String> states) implements EventFilter {
        public OnRunState {
            states = List.copyOf(states);
        }
    }

    /** A condition on the newest values of one metric. */
    sealed interface OnMetric extends EventFilter {

        /** Which runs are meant. */
        Filter<RunField> runs();

        String metric();
    }

    /** The aggregate of the last {@code window} values compares with {@code threshold}. */
    record OnThreshold(
            Filter<RunField> runs,
            String metric,
            Optional<Aggregate> aggregate,
            int window,
            Comparison comparison,
            double threshold)
            implements OnMetric {}

    /** The aggregate of the last values differs from that of the values before them. */
    record OnChange(
            Filter<RunField> runs,
            String metric,
            Optional<Aggregate> aggregate,
            int window,
            int priorWindow,
            boolean relative,
            Direction direction,
            double amount)
            implements OnMetric {}

    /** The last value is this many standard deviations from the mean of the values before it. */
    record OnZScore(Filter<RunField> runs, String metric, int window, Direction direction, double threshold)
            implements OnMetric {}

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
        ObjectNode root = RunJson.parseObject(kept(event, text), "eventFilter");
        if (!event.isRunEvent()) {
            return new OnArtifact(FilterParser.parse(root.toString()));
        }
        Filter<RunField> runs = runFilter(root.get("run_filter"));
        if (event == EventType.RUN_STATE) {
            return state(runs, root.path("run_state_filter"));
        }
        JsonNode metric = root.path("run_metric_filter");
        return switch (event) {
            case RUN_METRIC -> threshold(runs, thresholdFilter(root, metric));
            case RUN_METRIC_CHANGE -> change(runs, required(metric, "change_filter"));
            default -> zScore(runs, required(metric, "zscore_filter"));
        };
    }

    /** The text as it is kept: clients send artifact filters back as they were given them, wrapped once more. */
    static String kept(EventType event, String text) {
        String given = text == null || text.isBlank() ? "{}" : text;
        if (event.isRunEvent()) {
            return given;
        }
        ObjectNode root = RunJson.parseObject(given, "eventFilter");
        return root.size() == 1 && root.get("filter") instanceof JsonNode wrapped && wrapped.isString()
                ? wrapped.asString()
                : given;
    }

    private static Filter<RunField> runFilter(JsonNode node) {
        if (node == null || node.isNull()) {
            return Filter.all();
        }
        return RunFilters.parse(node.isString() ? node.asString() : node.toString());
    }

    /** Older clients sent the threshold as JSON text beside the run filter. */
    private static JsonNode thresholdFilter(JsonNode root, JsonNode metric) {
        JsonNode older = root.path("metric_filter");
        if (metric.isMissingNode() && older.isString()) {
            return RunJson.parseObject(older.asString(), "eventFilter.metric_filter");
        }
        return required(metric, "threshold_filter");
    }

    private static JsonNode required(JsonNode parent, String key) {
        if (parent.get(key) instanceof ObjectNode found) {
            return found;
        }
        throw Fault.invalid("eventFilter needs run_metric_filter." + key);
    }

    private static EventFilter state(Filter<RunField> runs, JsonNode filter) {
        List<String> states = filter.path("states")
                .valueStream()
                .map(state -> state.asString("").toUpperCase(Locale.ROOT))
                .distinct()
                .toList();
        for (String state : states) {
            if (RunState.of(state.toLowerCase(Locale.ROOT)).isEmpty()) {
                throw Fault.invalid("eventFilter names the run state " + state + ", which there is not");
            }
        }
        if (states.isEmpty()) {
            throw Fault.invalid("eventFilter needs run_state_filter.states");
        }
        return new OnRunState(runs, states);
    }

    private static EventFilter threshold(Filter<RunField> runs, JsonNode f) {
        Optional<Aggregate> aggregate = aggregate(f.path("agg_op"));
        return new OnThreshold(
                runs,
                metric(f),
                aggregate,
                // without an aggregate clients send a window that means nothing
                aggregate.isEmpty() ? 1 : window(f.path("window_size"), 5),
                comparison(f.path("cmp_op")),
                number(f, "threshold"));
    }

    private static EventFilter change(Filter<RunField> runs, JsonNode f) {
        Optional<Aggregate> aggregate = aggregate(f.path("agg_op"));
        boolean given = f.path("current_window_size").isNumber();
        int window = window(f.path("current_window_size"), 10);
        int prior = window(f.path("prior_window_size"), given ? window : 50);
        return new OnChange(
                runs,
                metric(f),
                aggregate,
                aggregate.isEmpty() ? 1 : window,
                aggregate.isEmpty() ? 1 : prior,
                !"ABSOLUTE".equals(f.path("change_type").asString("RELATIVE")),
                direction(f.path("change_dir")),
                number(f, "change_amount"));
    }

    private static EventFilter zScore(Filter<RunField> runs, JsonNode f) {
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
        if (size < 1 || size > LARGEST_WINDOW) {
            throw Fault.invalid(
                    "eventFilter has a window of " + size + " values; 1 to " + LARGEST_WINDOW + " are possible");
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
