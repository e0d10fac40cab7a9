package dev.selvedge.domain.automations;

import dev.selvedge.domain.automations.EventFilter.Aggregate;
import dev.selvedge.domain.automations.EventFilter.Comparison;
import dev.selvedge.domain.automations.EventFilter.Direction;
import dev.selvedge.domain.automations.EventFilter.OnChange;
import dev.selvedge.domain.automations.EventFilter.OnMetric;
import dev.selvedge.domain.automations.EventFilter.OnThreshold;
import dev.selvedge.domain.automations.EventFilter.OnZScore;
import java.util.Arrays;
import java.util.Optional;

/** Whether the newest values of a metric meet a condition. Too few values never do. */
public final class MetricRules {

    private MetricRules() {}

    /** How many of a metric's newest values a condition looks at. */
    public static int valuesNeeded(OnMetric filter) {
        return switch (filter) {
            case OnThreshold f -> f.window();
            case OnChange f -> f.window() + f.priorWindow();
            case OnZScore f -> f.window() + 1;
        };
    }

    /** @param values newest last */
    public static boolean met(OnMetric filter, double[] values) {
        return switch (filter) {
            case OnThreshold f -> met(f, values);
            case OnChange f -> met(f, values);
            case OnZScore f -> met(f, values);
        };
    }

    static boolean met(OnThreshold filter, double[] values) {
        int needed = valuesNeeded(filter);
        if (values.length < needed) {
            return false;
        }
        double value = aggregate(filter.aggregate(), last(values, needed, 0));
        return compares(value, filter.comparison(), filter.threshold());
    }

    static boolean met(OnChange filter, double[] values) {
        if (values.length < valuesNeeded(filter)) {
            return false;
        }
        double current = aggregate(filter.aggregate(), last(values, filter.window(), 0));
        double prior = aggregate(filter.aggregate(), last(values, filter.priorWindow(), filter.window()));
        double change = filter.relative() ? (current - prior) / Math.abs(prior) : current - prior;
        return switch (filter.direction()) {
            case INCREASE -> change >= filter.amount();
            case DECREASE -> -change >= filter.amount();
            case ANY -> Math.abs(change) >= filter.amount();
        };
    }

    static boolean met(OnZScore filter, double[] values) {
        if (values.length < valuesNeeded(filter)) {
            return false;
        }
        double[] before = last(values, filter.window(), 1);
        double mean = Arrays.stream(before).average().orElse(Double.NaN);
        double variance = Arrays.stream(before)
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElse(Double.NaN);
        double z = (values[values.length - 1] - mean) / Math.sqrt(variance);
        if (!Double.isFinite(z)) {
            // no spread at all: any move is out of the ordinary, no move is not
            z = Double.isNaN(z) ? 0 : z;
        }
        return direction(filter.direction(), z) >= filter.threshold();
    }

    private static double direction(Direction direction, double z) {
        return switch (direction) {
            case INCREASE -> z;
            case DECREASE -> -z;
            case ANY -> Math.abs(z);
        };
    }

    private static double[] last(double[] values, int count, int before) {
        int end = values.length - before;
        return Arrays.copyOfRange(values, end - count, end);
    }

    private static double aggregate(Optional<Aggregate> aggregate, double[] values) {
        if (aggregate.isEmpty()) {
            return values[values.length - 1];
        }
        return switch (aggregate.get()) {
            case AVERAGE -> Arrays.stream(values).average().orElse(Double.NaN);
            case MIN -> Arrays.stream(values).min().orElse(Double.NaN);
            case MAX -> Arrays.stream(values).max().orElse(Double.NaN);
        };
    }

    private static boolean compares(double value, Comparison comparison, double threshold) {
        return switch (comparison) {
            case GT -> value > threshold;
            case GTE -> value >= threshold;
            case LT -> value < threshold;
            case LTE -> value <= threshold;
            case EQ -> value == threshold;
            case NE -> value != threshold;
        };
    }
}
