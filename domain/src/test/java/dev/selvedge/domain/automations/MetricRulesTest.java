package dev.selvedge.domain.automations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.domain.automations.EventFilter.OnChange;
import dev.selvedge.domain.automations.EventFilter.OnThreshold;
import dev.selvedge.domain.automations.EventFilter.OnZScore;
import dev.selvedge.platform.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricRulesTest {

    @Test
    void theAverageOfTheWindowIsCompared() {
        OnThreshold rule = (OnThreshold) EventFilter.parse(EventType.RUN_METRIC, threshold("\"AVERAGE\"", 3, "$gt", 2));
        assertThat(MetricRules.met(rule, new double[] {9, 2, 2, 3})).isTrue();
        assertThat(MetricRules.met(rule, new double[] {9, 2, 2, 2})).isFalse();
        assertThat(MetricRules.met(rule, new double[] {9, 9}))
                .as("too few values")
                .isFalse();
    }

    @Test
    void withoutAnAggregateTheNewestValueCounts() {
        OnThreshold rule = (OnThreshold) EventFilter.parse(EventType.RUN_METRIC, threshold("null", 1, "$lte", 2));
        assertThat(MetricRules.met(rule, new double[] {9, 2})).isTrue();
        assertThat(MetricRules.met(rule, new double[] {1, 9})).isFalse();
    }

    @Test
    void changesAreRelativeToTheValuesBefore() {
        OnChange rule = (OnChange) EventFilter.parse(EventType.RUN_METRIC_CHANGE, change("RELATIVE", "DECREASE", 0.5));
        assertThat(MetricRules.met(rule, new double[] {10, 10, 4, 4})).isTrue();
        assertThat(MetricRules.met(rule, new double[] {10, 10, 6, 6})).isFalse();
        assertThat(MetricRules.met(rule, new double[] {4, 4, 10, 10})).isFalse();
        OnChange either = (OnChange) EventFilter.parse(EventType.RUN_METRIC_CHANGE, change("ABSOLUTE", "ANY", 5));
        assertThat(MetricRules.met(either, new double[] {4, 4, 10, 10})).isTrue();
    }

    @Test
    void aValueFarFromThoseBeforeIsNoticed() {
        OnZScore rule = (OnZScore)
                EventFilter.parse(
                        EventType.RUN_METRIC_ZSCORE,
                        "{\"run_metric_filter\":{\"zscore_filter\":{\"name\":\"loss\",\"window_size\":4,\"threshold\":3,\"change_dir\":\"ANY\"}}}");
        assertThat(MetricRules.met(rule, new double[] {1, 2, 1, 2, 9})).isTrue();
        assertThat(MetricRules.met(rule, new double[] {1, 2, 1, 2, 2})).isFalse();
        assertThat(MetricRules.met(rule, new double[] {2, 2, 2, 2, 2})).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "RUN_METRIC       | {}",
                "RUN_METRIC       | not json",
                "RUN_METRIC       | {\"run_metric_filter\":{\"threshold_filter\":{\"name\":\"a\",\"cmp_op\":\"$like\",\"threshold\":1}}}",
                "RUN_METRIC_CHANGE| {\"run_metric_filter\":{\"change_filter\":{\"name\":\"a\",\"current_window_size\":0,\"change_amount\":1}}}",
                "RUN_STATE        | {\"run_state_filter\":{\"states\":[]}}",
                "ADD_ARTIFACT_TAG | {\"tag\":{\"$nope\":1}}"
            })
    void conditionsThatCouldNeverBeEvaluatedAreRefused(EventType event, String filter) {
        assertThatThrownBy(() -> EventFilter.parse(event, filter))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo(Fault.Code.INVALID));
    }

    private static String threshold(String aggregate, int window, String comparison, double value) {
        return "{\"run_filter\":\"{}\",\"run_metric_filter\":{\"threshold_filter\":{\"name\":\"loss\",\"agg_op\":"
                + aggregate + ",\"window_size\":" + window + ",\"cmp_op\":\"" + comparison + "\",\"threshold\":" + value
                + "}}}";
    }

    private static String change(String type, String direction, double amount) {
        return "{\"run_metric_filter\":{\"change_filter\":{\"name\":\"loss\",\"agg_op\":\"AVERAGE\",\"current_window_size\":2,"
                + "\"prior_window_size\":2,\"change_type\":\"" + type + "\",\"change_dir\":\"" + direction
                + "\",\"change_amount\":" + amount + "}}}";
    }
}
