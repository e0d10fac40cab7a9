package dev.selvedge.storage.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.selvedge.domain.runs.history.AggregateQuery;
import dev.selvedge.domain.runs.history.AggregatedSeries;
import dev.selvedge.domain.runs.history.BucketQuery;
import dev.selvedge.domain.runs.history.BucketedSeries;
import dev.selvedge.domain.runs.history.HistoryId;
import dev.selvedge.domain.runs.history.HistoryStream;
import dev.selvedge.domain.runs.history.SeriesBuckets;
import dev.selvedge.domain.runs.history.Smoothing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Charts drawn from sums over groups of points are those drawn from the points. */
class ChartsTest {

    private final HistoryFixture room = new HistoryFixture();

    private record Point(double x, double y) {}

    @RepeatedTest(12)
    void bucketsAreThoseOfThePoints(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        HistoryId history = room.histories.create();
        List<Point> points = log(history, random, 200 + random.nextInt(6_000), random.nextInt(3) == 0);
        for (int i = 0; i < 20; i++) {
            int buckets = 1 + random.nextInt(300);
            Double min = random.nextBoolean() ? null : Double.valueOf(random.nextInt(4_000));
            Double max = random.nextBoolean() ? null : Double.valueOf(random.nextInt(8_000));
            BucketedSeries series = room.reader
                    .buckets(new BucketQuery(
                            HistoryStream.HISTORY,
                            "x",
                            buckets,
                            min,
                            max,
                            false,
                            Smoothing.NONE,
                            List.of(new BucketQuery.Series(history, "y", null))))
                    .getFirst();
            BucketedSeries expected = naive(points, buckets, min, max);
            assertThat(series.rows()).isEqualTo(expected.rows());
            assertThat(series.exact()).isEqualTo(expected.exact());
            assertThat(series.x()).containsExactly(expected.x());
            assertThat(series.last()).containsExactly(expected.last());
            assertThat(series.min()).containsExactly(expected.min());
            assertThat(series.max()).containsExactly(expected.max());
            assertThat(series.xMin()).isEqualTo(expected.xMin());
            assertThat(series.xMax()).isEqualTo(expected.xMax());
        }
    }

    private static BucketedSeries naive(List<Point> points, int buckets, Double min, Double max) {
        List<Point> in = points.stream()
                .filter(point -> (min == null || point.x >= min) && (max == null || point.x <= max))
                .toList();
        double low =
                min != null ? min : points.stream().mapToDouble(Point::x).min().orElseThrow();
        double high =
                max != null ? max : points.stream().mapToDouble(Point::x).max().orElseThrow();
        SeriesBuckets cut = new SeriesBuckets(low, high, in.size(), buckets, false);
        in.forEach(point -> cut.add(point.x, point.y, point.y));
        return cut.series(
                in.size(),
                "",
                points.stream().mapToDouble(Point::x).min().orElseThrow(),
                points.stream().mapToDouble(Point::x).max().orElseThrow());
    }

    @RepeatedTest(6)
    void aGroupHasTheStatisticsOfItsRuns(RepetitionInfo repetition) {
        Random random = new Random(100 + repetition.getCurrentRepetition());
        List<BucketQuery.Series> runs = new ArrayList<>();
        List<List<Point>> logged = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(6); i++) {
            HistoryId history = room.histories.create();
            logged.add(log(history, random, 500 + random.nextInt(3_000), false));
            runs.add(new BucketQuery.Series(history, "y", null));
        }
        int buckets = 1 + random.nextInt(50);
        AggregatedSeries series =
                room.reader.aggregate(new AggregateQuery(HistoryStream.HISTORY, "x", buckets, null, null, runs));

        double low = logged.stream()
                .flatMap(List::stream)
                .mapToDouble(Point::x)
                .min()
                .orElseThrow();
        double high = logged.stream()
                .flatMap(List::stream)
                .mapToDouble(Point::x)
                .max()
                .orElseThrow();
        int at = 0;
        for (int bucket = 0; bucket < buckets; bucket++) {
            List<double[]> values = new ArrayList<>();
            for (List<Point> run : logged) {
                double[] own = in(run, bucket, low, (high - low) / buckets, buckets);
                if (own.length > 0) {
                    values.add(own);
                }
            }
            if (!values.isEmpty()) {
                check(series, at++, values);
            }
        }
        assertThat(series.size()).isEqualTo(at);
        assertThat(series.runs()).isEqualTo(runs.size());
    }

    private static double[] in(List<Point> run, int bucket, double low, double width, int buckets) {
        return run.stream()
                .filter(point -> Math.clamp((int) ((point.x - low) / width), 0, buckets - 1) == bucket)
                .mapToDouble(Point::y)
                .filter(y -> !Double.isNaN(y))
                .toArray();
    }

    private static void check(AggregatedSeries series, int at, List<double[]> values) {
        double[] means = values.stream()
                .mapToDouble(own -> java.util.Arrays.stream(own).sum() / own.length)
                .sorted()
                .toArray();
        double mean = java.util.Arrays.stream(means).sum() / means.length;
        double squares =
                java.util.Arrays.stream(means).map(m -> (m - mean) * (m - mean)).sum();
        double std = means.length == 1 ? 0 : Math.sqrt(squares / (means.length - 1));
        int middle = means.length / 2;
        double median = means.length % 2 == 1 ? means[middle] : (means[middle - 1] + means[middle]) / 2;
        assertThat(series.count()[at]).isEqualTo(values.size());
        assertThat(series.mean()[at]).isCloseTo(mean, within(1e-9));
        assertThat(series.median()[at]).isCloseTo(median, within(1e-9));
        assertThat(series.std()[at]).isCloseTo(std, within(1e-9));
        assertThat(series.stderr()[at]).isCloseTo(std / Math.sqrt(values.size()), within(1e-9));
        assertThat(series.min()[at])
                .isEqualTo(values.stream()
                        .flatMapToDouble(java.util.Arrays::stream)
                        .min()
                        .orElseThrow());
        assertThat(series.max()[at])
                .isEqualTo(values.stream()
                        .flatMapToDouble(java.util.Arrays::stream)
                        .max()
                        .orElseThrow());
    }

    @Test
    void aGroupOfFewPointsHasAPositionForEveryXThatWasLogged() {
        HistoryId first = room.histories.create();
        HistoryId second = room.histories.create();
        room.append(first, 0, "{\"_step\":0,\"y\":1}", "{\"_step\":10,\"y\":3}", "{\"_step\":20,\"y\":NaN}");
        room.append(second, 0, "{\"_step\":0,\"y\":3}", "{\"_step\":15,\"y\":7}");

        AggregatedSeries series = room.reader.aggregate(new AggregateQuery(
                HistoryStream.HISTORY,
                "_step",
                100,
                null,
                null,
                List.of(
                        new BucketQuery.Series(first, "y", null),
                        new BucketQuery.Series(second, "y", null),
                        new BucketQuery.Series(second, "absent", null))));

        assertThat(series.exact()).isTrue();
        assertThat(series.x()).containsExactly(0, 10, 15);
        assertThat(series.mean()).containsExactly(2, 3, 7);
        assertThat(series.std()).containsExactly(Math.sqrt(2), 0, 0);
        assertThat(series.count()).containsExactly(2, 1, 1);
        assertThat(series.runs()).isEqualTo(2);
    }

    @Test
    void zeroIsOnePositionWhateverItsSign() {
        HistoryId first = room.histories.create();
        HistoryId second = room.histories.create();
        room.append(first, 0, "{\"_step\":0,\"x\":0.0,\"y\":1}");
        room.append(second, 0, "{\"_step\":0,\"x\":-0.0,\"y\":3}");

        AggregatedSeries series = room.reader.aggregate(new AggregateQuery(
                HistoryStream.HISTORY,
                "x",
                100,
                null,
                null,
                List.of(new BucketQuery.Series(first, "y", null), new BucketQuery.Series(second, "y", null))));

        assertThat(series.x()).containsExactly(0);
        assertThat(series.mean()).containsExactly(2);
        assertThat(series.count()).containsExactly(2);
    }

    /** In chunks, some of them sealed, some written twice, some rows without a value. */
    private List<Point> log(HistoryId history, Random random, int rows, boolean shuffled) {
        List<Point> points = new ArrayList<>();
        int row = 0;
        while (row < rows) {
            int count = Math.min(rows - row, 1 + random.nextInt(900));
            List<Point> made = new ArrayList<>();
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                double x = shuffled ? random.nextInt(5_000) : row + i;
                double y = random.nextInt(50) == 0 ? Double.NaN : random.nextInt(100) - 50;
                boolean there = random.nextInt(9) > 0;
                lines.add("{\"_step\":" + (row + i) + ",\"x\":" + x + (there ? ",\"y\":" + y : "") + "}");
                if (there) {
                    made.add(new Point(x, y));
                }
            }
            if (random.nextInt(4) == 0) {
                room.append(
                        history,
                        row,
                        lines.stream()
                                .map(line -> line.replace("\"y\":", "\"other\":"))
                                .toArray(String[]::new));
            }
            room.append(history, row, lines.toArray(String[]::new));
            points.addAll(made);
            row += count;
            if (random.nextInt(4) == 0) {
                room.pass(Duration.ofHours(1));
                room.sealer(new RowGroup.Limits(4_000, 1 << 20, 1_000)).sealDue();
            }
        }
        return points;
    }
}
