package dev.selvedge.domain.automations.firing;

import dev.selvedge.domain.automations.EventFilter.OnMetric;
import dev.selvedge.domain.automations.MetricRules;
import dev.selvedge.domain.runs.RunJson;
import dev.selvedge.domain.runs.history.HistoryId;
import dev.selvedge.domain.runs.history.HistoryReader;
import dev.selvedge.domain.runs.history.HistoryStream;
import dev.selvedge.domain.runs.history.SampleSpec;
import dev.selvedge.domain.runs.history.StepRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Holds a metric condition against each new value of a run and as many values before it as the condition looks at. */
final class MetricWindow {

    private static final String STEP = "_step";

    /** More rows between two looks than any program logs in a minute; beyond them values are thinned evenly. */
    private static final int MOST_ROWS = 200_000;

    /** How much further back each look goes when the steps before did not hold enough values. */
    private static final int WIDER = 8;

    private final HistoryReader reader;

    MetricWindow(HistoryReader reader) {
        this.reader = reader;
    }

    /** The first new value that meets a condition. */
    record Met(long step, double value) {}

    private record Value(long step, double value) {}

    /** @param afterStep values up to this step were looked at before; null for none */
    Optional<Met> firstMet(OnMetric filter, HistoryId history, Long afterStep, long throughStep) {
        List<Value> values = values(filter, history, afterStep, throughStep);
        double[] numbers = values.stream().mapToDouble(Value::value).toArray();
        for (int i = 0; i < numbers.length; i++) {
            Value value = values.get(i);
            boolean isNew = afterStep == null || value.step() > afterStep;
            if (isNew && MetricRules.met(filter, Arrays.copyOfRange(numbers, from(filter, i), i + 1))) {
                return Optional.of(new Met(value.step(), value.value()));
            }
        }
        return Optional.empty();
    }

    private static int from(OnMetric filter, int last) {
        return Math.max(0, last + 1 - MetricRules.valuesNeeded(filter));
    }

    private List<Value> values(OnMetric filter, HistoryId history, Long afterStep, long throughStep) {
        int before = MetricRules.valuesNeeded(filter) - 1;
        if (afterStep == null || before == 0) {
            long from = afterStep == null ? Long.MIN_VALUE : afterStep + 1;
            return read(filter.metric(), history, new StepRange(from, throughStep + 1));
        }
        long reach = Math.max(2L * before, 16);
        while (true) {
            boolean all = reach > afterStep;
            List<Value> values = read(
                    filter.metric(),
                    history,
                    new StepRange(all ? Long.MIN_VALUE : afterStep + 1 - reach, throughStep + 1));
            long old =
                    values.stream().filter(value -> value.step() <= afterStep).count();
            if (all || old >= before || values.size() >= MOST_ROWS) {
                return values;
            }
            reach *= WIDER;
        }
    }

    private List<Value> read(String metric, HistoryId history, StepRange steps) {
        List<Value> values = new ArrayList<>();
        SampleSpec spec = new SampleSpec(List.of(STEP, metric), MOST_ROWS, steps);
        for (String row : reader.sampledKeys(history, HistoryStream.HISTORY, spec)) {
            ObjectNode json = RunJson.parseObject(row, "row");
            double value = json.path(metric).isNumber() ? json.path(metric).asDouble() : Double.NaN;
            if (Double.isFinite(value)) {
                values.add(new Value(json.path(STEP).asLong(), value));
            }
        }
        return values;
    }
}
