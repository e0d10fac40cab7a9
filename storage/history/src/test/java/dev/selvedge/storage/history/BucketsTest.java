package dev.selvedge.storage.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.domain.runs.history.BucketQuery;
import dev.selvedge.domain.runs.history.BucketedSeries;
import dev.selvedge.domain.runs.history.HistoryId;
import dev.selvedge.domain.runs.history.HistoryStream;
import dev.selvedge.domain.runs.history.Smoothing;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BucketsTest {

    private final HistoryFixture room = new HistoryFixture();
    private final HistoryId history = room.histories.create();

    @Test
    void fewPointsAreAllThere() {
        room.append(
                history,
                0,
                "{\"_step\":0,\"y\":1}",
                "{\"_step\":1}",
                "{\"_step\":5,\"y\":NaN}",
                "{\"_step\":9,\"y\":\"text\"}");
        BucketedSeries series = ask("_step", 10, null, null, Smoothing.NONE);
        assertThat(series.exact()).isTrue();
        assertThat(series.x()).containsExactly(0, 5);
        assertThat(series.last()).containsExactly(1, Double.NaN);
        assertThat(series.min()).isSameAs(series.last());
        assertThat(series.rows()).isEqualTo(2);
        assertThat(series.xMax()).isEqualTo(5);
    }

    @Test
    void aSpikeIsSeenHoweverManyRowsThereAre() {
        log(10_000, step -> step == 7_777 ? 1e6 : step % 10);
        BucketedSeries series = ask("_step", 100, null, null, Smoothing.NONE);
        assertThat(series.exact()).isFalse();
        assertThat(series.count()).isEqualTo(100);
        assertThat(series.rows()).isEqualTo(10_000);
        assertThat(series.max()[77]).isEqualTo(1e6);
        assertThat(series.max()[76]).isEqualTo(9);
        assertThat(series.min()[77]).isZero();
        assertThat(series.last()[99]).isEqualTo(9);
    }

    @Test
    void zoomingInGivesEveryPointOfTheRange() {
        log(10_000, step -> step);
        BucketedSeries series = ask("_step", 100, 500.0, 550.0, Smoothing.NONE);
        assertThat(series.exact()).isTrue();
        assertThat(series.x()).hasSize(51).startsWith(500).endsWith(550);
        assertThat(series.xMax()).isEqualTo(9_999);
    }

    @Test
    void anyKeyMayBeTheHorizontalAxisAndComesOutAscending() {
        room.append(
                history,
                0,
                "{\"epoch\":2,\"y\":20}",
                "{\"epoch\":1,\"y\":10}",
                "{\"y\":7}",
                "{\"epoch\":{\"a\":1},\"y\":9}");
        BucketedSeries series = ask("epoch", 10, null, null, Smoothing.NONE);
        assertThat(series.x()).containsExactly(1, 2);
        assertThat(series.last()).containsExactly(10, 20);
    }

    @Test
    void smoothingRunsOverTheWholeHistoryBeforeItIsCut() {
        log(10, step -> step < 5 ? 0 : 1);
        double[] all = ask("_step", 100, null, null, new Smoothing(Smoothing.Kind.EMA, 0.5))
                .smoothed();
        double[] end = ask("_step", 100, 5.0, 9.0, new Smoothing(Smoothing.Kind.EMA, 0.5))
                .smoothed();
        assertThat(end).containsExactly(Arrays.copyOfRange(all, 5, 10));
        assertThat(all[4]).isZero();
        assertThat(all[5]).isBetween(0.5, 0.6);
    }

    @Test
    void anUnchangedSeriesIsNotSentAgain() {
        log(10, step -> step);
        String version = ask("_step", 100, null, null, Smoothing.NONE).version();
        BucketedSeries again = room.reader
                .buckets(query("_step", 100, null, null, Smoothing.NONE, version))
                .getFirst();
        assertThat(again.unchanged()).isTrue();
        assertThat(again.count()).isZero();
        room.append(history, 10, "{\"_step\":10,\"y\":1}");
        assertThat(room.reader
                        .buckets(query("_step", 100, null, null, Smoothing.NONE, version))
                        .getFirst()
                        .count())
                .isEqualTo(11);
    }

    @Test
    void systemMetricsAreDrawnByTheirRuntime() {
        room.append(
                history,
                HistoryStream.EVENTS,
                null,
                0,
                List.of("{\"_runtime\":1.5,\"system.cpu\":3}", "{\"_runtime\":3,\"system.cpu\":4}"));
        BucketedSeries series = room.reader
                .buckets(new BucketQuery(
                        HistoryStream.EVENTS,
                        "_runtime",
                        10,
                        null,
                        null,
                        false,
                        Smoothing.NONE,
                        List.of(new BucketQuery.Series(history, "system.cpu", null))))
                .getFirst();
        assertThat(series.x()).containsExactly(1.5, 3);
    }

    @Test
    void anUnknownKeyIsAnEmptySeries() {
        log(3, step -> step);
        BucketedSeries series = room.reader
                .buckets(new BucketQuery(
                        HistoryStream.HISTORY,
                        "_step",
                        10,
                        null,
                        null,
                        false,
                        Smoothing.NONE,
                        List.of(new BucketQuery.Series(history, "none", null))))
                .getFirst();
        assertThat(series.count()).isZero();
        assertThat(series.xMin()).isNaN();
    }

    @Test
    void aSampleIsEvenlyPickedAndKeepsTheEnds() {
        log(10_000, step -> step == 7_780 ? 1e6 : step);
        BucketedSeries series = sample(100, null, null, Smoothing.NONE);
        assertThat(series.exact()).isFalse();
        assertThat(series.rows()).isEqualTo(10_000);
        assertThat(series.x()).hasSize(100).startsWith(0, 101, 202).endsWith(9_999);
        assertThat(series.last()).isEqualTo(series.x());
        assertThat(series.max()).isSameAs(series.last());
    }

    @Test
    void aSampleOfARangeIsOfThatRange() {
        log(10_000, step -> step);
        assertThat(sample(3, 500.0, 600.0, Smoothing.NONE).x()).containsExactly(500, 550, 600);
        assertThat(sample(200, 500.0, 600.0, Smoothing.NONE).exact()).isTrue();
    }

    @Test
    void aSampleIsSmoothedOverTheWholeHistory() {
        log(1_000, step -> step % 2);
        Smoothing smoothing = new Smoothing(Smoothing.Kind.EMA, 0.9);
        double[] all = ask("_step", 1_000, null, null, smoothing).smoothed();
        assertThat(sample(2, null, null, smoothing).smoothed()).containsExactly(all[0], all[999]);
    }

    private BucketedSeries sample(int points, Double min, Double max, Smoothing smoothing) {
        return room.reader
                .buckets(new BucketQuery(
                        HistoryStream.HISTORY,
                        "_step",
                        points,
                        min,
                        max,
                        true,
                        smoothing,
                        List.of(new BucketQuery.Series(history, "y", null))))
                .getFirst();
    }

    private void log(int rows, IntToDoubleFunction y) {
        for (int from = 0; from < rows; from += 500) {
            int first = from;
            room.append(
                    history,
                    HistoryStream.HISTORY,
                    null,
                    first,
                    IntStream.range(first, Math.min(rows, first + 500))
                            .mapToObj(step -> "{\"_step\":" + step + ",\"y\":" + y.applyAsDouble(step) + "}")
                            .toList());
        }
    }

    private BucketedSeries ask(String x, int buckets, Double min, Double max, Smoothing smoothing) {
        return room.reader.buckets(query(x, buckets, min, max, smoothing, null)).getFirst();
    }

    private BucketQuery query(String x, int buckets, Double min, Double max, Smoothing smoothing, String known) {
        return new BucketQuery(
                HistoryStream.HISTORY,
                x,
                buckets,
                min,
                max,
                false,
                smoothing,
                List.of(new BucketQuery.Series(history, "y", known)));
    }
}
