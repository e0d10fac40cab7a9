package dev.selvedge.domain.automations.firing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.domain.automations.EventFilter;
import dev.selvedge.domain.automations.EventFilter.Aggregate;
import dev.selvedge.domain.automations.EventFilter.Comparison;
import dev.selvedge.domain.automations.EventFilter.OnMetric;
import dev.selvedge.domain.runs.history.HistoryId;
import dev.selvedge.domain.runs.history.HistoryReader;
import dev.selvedge.domain.runs.history.SampleSpec;
import dev.selvedge.platform.filter.Filter;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MetricWindowTest {

    private static final HistoryId HISTORY = new HistoryId(1);

    private final List<String> rows = new ArrayList<>();
    private final List<SampleSpec> asked = new ArrayList<>();
    private final MetricWindow window = new MetricWindow(reader());

    @Test
    void aSpikeBetweenTwoLooksIsFound() {
        log(0, 1, 1, 9, 1, 1);
        assertThat(window.firstMet(above(5), HISTORY, null, 4)).contains(new MetricWindow.Met(2, 9));
    }

    @Test
    void whatWasLookedAtBeforeDoesNotFireAgain() {
        log(0, 9, 1, 1);
        assertThat(window.firstMet(above(5), HISTORY, 0L, 2)).isEmpty();
        assertThat(window.firstMet(above(5), HISTORY, null, 2)).isPresent();
    }

    @Test
    void rowsThatCameSinceAreLeftForTheNextLook() {
        log(0, 1, 9);
        assertThat(window.firstMet(above(5), HISTORY, null, 0)).isEmpty();
    }

    @Test
    void anAggregateReachesBackOverValuesOfEarlierLooks() {
        log(0, 6, 6, 6, 6);
        assertThat(window.firstMet(meanOf(4, 5), HISTORY, 2L, 3)).contains(new MetricWindow.Met(3, 6));
        assertThat(window.firstMet(meanOf(5, 5), HISTORY, 2L, 3))
                .as("too few values")
                .isEmpty();
    }

    @Test
    void aRareMetricIsLookedForFurtherBack() {
        for (int step = 0; step < 2_000; step += 500) {
            log(step, 6);
        }
        log(2_000, 6);
        assertThat(window.firstMet(meanOf(5, 5), HISTORY, 1_999L, 2_000)).isPresent();
        assertThat(asked).hasSizeBetween(2, 5);
    }

    @Test
    void rowsWithoutANumberAreNoValues() {
        rows.add("{\"_step\":0,\"loss\":\"high\"}");
        rows.add("{\"_step\":1,\"loss\":NaN}");
        rows.add("{\"_step\":2,\"loss\":7}");
        assertThat(window.firstMet(above(5), HISTORY, null, 2)).contains(new MetricWindow.Met(2, 7));
    }

    private void log(long step, double... values) {
        for (double value : values) {
            rows.add("{\"_step\":" + step++ + ",\"loss\":" + value + "}");
        }
    }

    private static OnMetric above(double threshold) {
        return new EventFilter.OnThreshold(Filter.all(), "loss", Optional.empty(), 1, Comparison.GT, threshold);
    }

    private static OnMetric meanOf(int values, double threshold) {
        return new EventFilter.OnThreshold(
                Filter.all(), "loss", Optional.of(Aggregate.AVERAGE), values, Comparison.GT, threshold);
    }

    /** Of the whole reader only the sampled keys are asked for. */
    private HistoryReader reader() {
        return (HistoryReader) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {HistoryReader.class}, (proxy, method, arguments) -> {
                    SampleSpec spec = (SampleSpec) arguments[2];
                    asked.add(spec);
                    return rows.stream()
                            .filter(row -> spec.steps().has(Long.parseLong(row.replaceAll("\\D*(\\d+).*", "$1"))))
                            .toList();
                });
    }
}
