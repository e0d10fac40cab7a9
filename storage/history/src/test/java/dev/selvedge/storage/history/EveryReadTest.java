package dev.selvedge.storage.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.domain.runs.history.AggregateQuery;
import dev.selvedge.domain.runs.history.AggregatedSeries;
import dev.selvedge.domain.runs.history.BucketQuery;
import dev.selvedge.domain.runs.history.BucketedSeries;
import dev.selvedge.domain.runs.history.HistoryExport;
import dev.selvedge.domain.runs.history.HistoryId;
import dev.selvedge.domain.runs.history.HistoryKeys;
import dev.selvedge.domain.runs.history.HistoryReader;
import dev.selvedge.domain.runs.history.HistoryStream;
import dev.selvedge.domain.runs.history.SampleSpec;
import dev.selvedge.domain.runs.history.SeriesBuckets;
import dev.selvedge.domain.runs.history.Smoothing;
import dev.selvedge.domain.runs.history.StepRange;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.parquet.format.Type;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import tools.jackson.databind.JsonNode;

/** Every question has the answer that {@link PlainRows} has, however the rows came and wherever they lie by now. */
class EveryReadTest {

    private static final String[] KEYS = {"loss", "a", "a.b", "b", "a.c.d", "text", "k.1", "k.2"};

    private final HistoryFixture room = new HistoryFixture();
    private final Map<HistoryId, PlainRows> runs = new LinkedHashMap<>();
    private Random random;

    @RepeatedTest(24)
    void answersAreThoseOfTheRows(RepetitionInfo repetition) {
        random = new Random(repetition.getCurrentRepetition());
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            runs.put(room.histories.create(), new PlainRows());
        }
        for (int round = 0; round < 14; round++) {
            for (var run : runs.entrySet()) {
                write(run.getKey(), run.getValue(), round == 13 && random.nextInt(3) == 0);
                if (random.nextInt(6) == 0) {
                    room.histories.ended(run.getKey());
                }
            }
            if (random.nextInt(3) == 0) {
                room.pass(Duration.ofHours(1));
                room.sealer(new RowGroup.Limits(200, 1 << 20, 60)).sealDue();
            }
            if (round % 3 == 1) {
                check(round % 2 == 0 ? room.reader : room.freshReader());
            }
        }
        check(room.reader);
        runs.keySet().forEach(room.histories::ended);
        room.pass(Duration.ofHours(1));
        room.sealer(RowGroup.Limits.DEFAULT).sealDue();
        check(room.freshReader());
    }

    /** One request: behind the last row, over rows that are there, or one that has been sent already. */
    private void write(HistoryId history, PlainRows rows, boolean far) {
        int back = rows.size() > 0 && random.nextInt(4) == 0 ? random.nextInt(Math.min(40, rows.size())) : 0;
        int offset = rows.size() - back;
        List<String> lines = new ArrayList<>();
        long step = rows.size() == 0 ? random.nextInt(20) - 15 : rows.lastStep();
        for (int i = 0; i < 1 + random.nextInt(25); i++) {
            // the first row of a request at the end tells that the run is not uploaded again: its step is a new one
            boolean astray = i > 0 && random.nextInt(8) == 0;
            step += far && i > 0 ? 1L << 55 : 1 + random.nextInt(3);
            lines.add(row(astray ? step - random.nextInt(30) : step));
        }
        room.append(history, HistoryStream.HISTORY, null, offset, lines);
        if (random.nextInt(5) == 0) {
            room.append(history, HistoryStream.HISTORY, null, offset, lines);
        }
        rows.put(offset, lines);
    }

    private String row(long step) {
        StringBuilder out = new StringBuilder("{\"_step\":").append(step);
        if (random.nextInt(6) > 0) {
            out.append(",\"loss\":").append(loss());
        }
        if (random.nextInt(2) == 0) {
            out.append(",\"x\":").append(random.nextInt(8) == 0 ? "-0.0" : random.nextInt(40) / 2.0);
        }
        if (random.nextInt(3) == 0) {
            out.append(",\"whole\":").append(random.nextInt(9) == 0 ? 9007199254740993L : random.nextInt(9));
        }
        if (random.nextInt(3) == 0) {
            out.append(",\"whole or not\":").append(random.nextInt(60) == 0 ? "0.5" : random.nextLong() >> 4);
        }
        if (random.nextInt(3) == 0) {
            out.append(",\"maybe\":").append(random.nextInt(4) == 0 ? random.nextDouble() : null);
        }
        if (random.nextInt(3) == 0) {
            out.append(",\"a.b\":").append(any(0));
        }
        if (random.nextInt(3) == 0) {
            out.append(",\"a\":").append(random.nextInt(3) == 0 ? any(1) : "{\"b\":" + any(1) + ",\"c\":{\"d\":1}}");
        }
        if (random.nextInt(3) == 0) {
            out.append(",\"b\":").append(any(2));
        }
        if (random.nextInt(9) == 0) {
            out.append(",\"text\":\"").append("x".repeat(random.nextInt(600))).append("\"");
        }
        if (random.nextInt(30) == 0) {
            out.append(",\"k\":{\"")
                    .append(random.nextInt(4))
                    .append("\":")
                    .append(any(0))
                    .append('}');
        }
        return out.append('}').toString();
    }

    private String loss() {
        return switch (random.nextInt(24)) {
            case 0 -> "NaN";
            case 1 -> random.nextInt(4) > 0 ? "Infinity" : "-Infinity";
            case 2 -> "null";
            case 3 -> "true";
            case 4 -> "\"diverged\"";
            case 5 -> "-0.0";
            case 6 -> "0.0";
            case 7, 8, 9 -> Integer.toString(random.nextInt(9));
            default -> Double.toString(random.nextGaussian());
        };
    }

    private String any(int depth) {
        return switch (random.nextInt(depth > 0 ? 15 : 11)) {
            case 0 -> "null";
            case 1 -> Long.toString(random.nextLong());
            case 2 -> "NaN";
            case 3 -> "-Infinity";
            case 4 -> Boolean.toString(random.nextBoolean());
            case 5 -> "\"t\\u00e9\\\"" + random.nextInt(3) + "\"";
            case 6 -> "1" + "0".repeat(20);
            case 7 -> "1.5E300";
            case 8 -> "[]";
            case 9, 10 -> Double.toString(random.nextInt(100) / 4.0);
            case 11 -> "[" + any(0) + ",{\"z\":" + any(depth - 1) + "}]";
            case 12 -> "{\"_type\":\"html-file\",\"size\":1,\"in\":{\"b\":2}}";
            case 13 -> "{}";
            default -> "{\"p\":" + any(depth - 1) + "}";
        };
    }

    private void check(HistoryReader reader) {
        runs.forEach((history, rows) -> {
            checkRows(reader, history, rows);
            checkKeys(reader.keys(history, HistoryStream.HISTORY), rows);
            for (int i = 0; i < 6; i++) {
                checkSeries(reader, history, rows);
            }
        });
        for (int i = 0; i < 6; i++) {
            checkGroup(reader);
        }
        checkExport();
    }

    private void checkRows(HistoryReader reader, HistoryId history, PlainRows rows) {
        for (StepRange steps : List.of(StepRange.ALL, range(rows), range(rows))) {
            List<String> all = new ArrayList<>();
            reader.rows(history, HistoryStream.HISTORY, steps, all::add);
            assertThat(HistoryFixture.json(all)).isEqualTo(rows.in(steps));
            int samples = 1 + random.nextInt(60);
            assertThat(HistoryFixture.json(reader.sampledRows(history, HistoryStream.HISTORY, steps, samples)))
                    .isEqualTo(PlainRows.evenly(rows.in(steps), samples));
            List<String> keys = List.of("_step", KEYS[random.nextInt(KEYS.length)], KEYS[random.nextInt(3)]);
            SampleSpec spec = new SampleSpec(keys, samples, steps);
            List<JsonNode> expected = PlainRows.evenly(rows.holding(keys, steps), samples).stream()
                    .map(HistoryFixture.JSON::<JsonNode>valueToTree)
                    .toList();
            assertThat(sorted(HistoryFixture.json(reader.sampledKeys(history, HistoryStream.HISTORY, spec))))
                    .isEqualTo(sorted(expected));
            assertThat(sorted(List.copyOf(
                            HistoryFixture.json(reader.sampledKeysText(history, HistoryStream.HISTORY, spec))
                                    .values())))
                    .isEqualTo(sorted(expected));
        }
        int count = 1 + random.nextInt(30);
        assertThat(HistoryFixture.json(reader.tail(history, HistoryStream.HISTORY, count)))
                .isEqualTo(rows.tail(count));
        long step = range(rows).min();
        assertThat(reader.rowsUpTo(history, step)).isEqualTo(rows.rowsUpTo(step));
    }

    /** Names in order, so that texts of them can be compared. */
    private static List<String> sorted(List<JsonNode> rows) {
        return rows.stream()
                .map(row -> {
                    Map<String, String> values = new TreeMap<>();
                    row.properties().forEach(entry -> values.put(entry.getKey(), text(entry.getValue())));
                    return values.toString();
                })
                .toList();
    }

    private static String text(JsonNode value) {
        return value.isFloatingPointNumber() ? Double.toString(value.doubleValue()) : value.toString();
    }

    private StepRange range(PlainRows rows) {
        long from = rows.lastStep() < 1 << 20 ? random.nextLong(rows.lastStep() + 20) - 10 : random.nextInt(900);
        return new StepRange(from, from + 1 + random.nextInt(400));
    }

    private static void checkKeys(HistoryKeys keys, PlainRows rows) {
        Map<String, Map<String, Long>> types = new TreeMap<>();
        Map<String, JsonNode> last = new TreeMap<>();
        for (Map<String, JsonNode> row : rows.flat()) {
            row.forEach((key, value) -> {
                types.computeIfAbsent(key, it -> new TreeMap<>()).merge(PlainRows.type(value), 1L, Long::sum);
                last.put(key, value);
            });
        }
        assertThat(keys.lastStep()).isEqualTo(rows.lastStep());
        assertThat(keys.keys().keySet()).containsExactlyElementsOf(types.keySet());
        keys.keys().forEach((key, known) -> {
            assertThat(known.typeCounts()).as(key).isEqualTo(types.get(key));
            // long ones are not shown
            String value = text(last.get(key));
            assertThat(text(HistoryFixture.json(known.previousValue())))
                    .as(key)
                    .isEqualTo(value.length() > 256 ? "null" : value);
        });
    }

    private void checkSeries(HistoryReader reader, HistoryId history, PlainRows rows) {
        String x = random.nextBoolean() ? "_step" : random.nextBoolean() ? "x" : KEYS[random.nextInt(KEYS.length)];
        String y = random.nextBoolean() ? "loss" : random.nextBoolean() ? "whole" : KEYS[random.nextInt(KEYS.length)];
        Double min = random.nextBoolean() ? null : Double.valueOf(random.nextInt(200) - 5);
        Double max = random.nextBoolean() ? null : Double.valueOf(random.nextInt(400));
        int buckets = 1 + random.nextInt(random.nextBoolean() ? 20 : 400);
        boolean sampled = random.nextInt(3) == 0;
        double weight = random.nextInt(3) == 0 ? random.nextDouble() : -1;
        BucketedSeries series = reader.buckets(new BucketQuery(
                        HistoryStream.HISTORY,
                        x,
                        buckets,
                        min,
                        max,
                        sampled,
                        weight < 0 ? Smoothing.NONE : new Smoothing(Smoothing.Kind.EMA, weight),
                        List.of(new BucketQuery.Series(history, y, null))))
                .getFirst();
        List<PlainRows.Point> points = rows.points(x, y);
        if (points.isEmpty()) {
            assertThat(series.count()).isZero();
            return;
        }
        List<double[]> in = smoothed(points, weight).stream()
                .filter(point -> isIn(point[0], min, max))
                .toList();
        List<double[]> kept = sampled ? PlainRows.evenly(in, buckets) : in;
        double low = min != null
                ? min
                : points.stream().mapToDouble(PlainRows.Point::x).min().orElseThrow();
        double high = max != null
                ? max
                : points.stream().mapToDouble(PlainRows.Point::x).max().orElseThrow();
        if (in.isEmpty()) {
            assertThat(series.count()).isZero();
            return;
        }
        if (min == null) {
            low = in.stream().mapToDouble(point -> point[0]).min().orElseThrow();
        }
        if (max == null) {
            high = in.stream().mapToDouble(point -> point[0]).max().orElseThrow();
        }
        SeriesBuckets cut = new SeriesBuckets(low, high, kept.size(), buckets, weight >= 0);
        kept.forEach(point -> cut.add(point[0], point[1], point[2]));
        BucketedSeries expected = cut.series(in.size(), "", 0, 0);
        assertThat(series.rows()).isEqualTo(in.size());
        assertThat(series.exact()).isEqualTo(expected.exact());
        assertSame(series.x(), expected.x());
        assertSame(series.last(), expected.last());
        assertSame(series.min(), expected.min());
        assertSame(series.max(), expected.max());
        if (weight >= 0) {
            assertSame(series.smoothed(), expected.smoothed());
        }
    }

    private static List<double[]> smoothed(List<PlainRows.Point> points, double weight) {
        List<double[]> smoothed = new ArrayList<>();
        double sum = 0;
        double bias = 0;
        for (PlainRows.Point point : points) {
            if (!Double.isNaN(point.y())) {
                sum = sum * weight + point.y();
                bias = bias * weight + 1;
            }
            smoothed.add(new double[] {point.x(), point.y(), bias == 0 ? Double.NaN : sum / bias});
        }
        return smoothed;
    }

    private static boolean isIn(double x, Double min, Double max) {
        return (min == null || x >= min) && (max == null || x <= max);
    }

    /** A zero is a zero. */
    private static void assertSame(double[] found, double[] expected) {
        assertThat(plain(found)).containsExactly(plain(expected));
    }

    private static double[] plain(double[] values) {
        return Arrays.stream(values).map(value -> value == 0 ? 0 : value).toArray();
    }

    private void checkGroup(HistoryReader reader) {
        String x = random.nextBoolean() ? "_step" : "x";
        Double min = random.nextBoolean() ? null : Double.valueOf(random.nextInt(200) - 5);
        Double max = random.nextBoolean() ? null : Double.valueOf(random.nextInt(400));
        int buckets = 1 + random.nextInt(random.nextBoolean() ? 20 : 400);
        AggregatedSeries series = reader.aggregate(new AggregateQuery(
                HistoryStream.HISTORY,
                x,
                buckets,
                min,
                max,
                runs.keySet().stream()
                        .map(history -> new BucketQuery.Series(history, "loss", null))
                        .toList()));
        List<List<PlainRows.Point>> logged = runs.values().stream()
                .map(rows -> rows.points(x, "loss").stream()
                        .filter(point -> isIn(point.x(), min, max))
                        .toList())
                .filter(points -> !points.isEmpty())
                .toList();
        double[] all = logged.stream()
                .flatMap(List::stream)
                .mapToDouble(point -> point.x() + 0.0)
                .sorted()
                .distinct()
                .toArray();
        boolean exact = all.length <= buckets && logged.stream().allMatch(points -> points.size() <= buckets);
        if (all.length == 0) {
            assertThat(series.size()).isZero();
            return;
        }
        assertThat(series.exact()).isEqualTo(exact);
        double low = min != null ? min : all[0];
        double width = ((max != null ? max : all[all.length - 1]) - low) / buckets;
        int at = 0;
        for (int position = 0; position < (exact ? all.length : buckets); position++) {
            List<double[]> values = new ArrayList<>();
            double lastX = Double.NEGATIVE_INFINITY;
            for (List<PlainRows.Point> run : logged) {
                int here = position;
                List<PlainRows.Point> own = run.stream()
                        .filter(point -> exact
                                ? point.x() == all[here]
                                : Math.clamp((int) ((point.x() - low) / width), 0, buckets - 1) == here)
                        .toList();
                for (PlainRows.Point point : own) {
                    lastX = Math.max(lastX, point.x());
                }
                double[] numbers = own.stream()
                        .mapToDouble(PlainRows.Point::y)
                        .filter(y -> !Double.isNaN(y))
                        .toArray();
                if (numbers.length > 0) {
                    values.add(numbers);
                }
            }
            if (!values.isEmpty()) {
                checkStatistics(series, at++, lastX, values);
            }
        }
        assertThat(series.size()).isEqualTo(at);
    }

    private static void checkStatistics(AggregatedSeries series, int at, double x, List<double[]> values) {
        double[] means = values.stream()
                .mapToDouble(own -> {
                    double sum = 0;
                    for (double one : own) {
                        sum += one;
                    }
                    return sum / own.length;
                })
                .toArray();
        double sum = 0;
        for (double one : means) {
            sum += one;
        }
        double mean = sum / means.length;
        double squares = 0;
        for (double one : means) {
            squares += (one - mean) * (one - mean);
        }
        double std = means.length == 1 ? 0 : Math.sqrt(squares / (means.length - 1));
        Arrays.sort(means);
        int middle = means.length / 2;
        double[] flat = values.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
        assertNear(series.x()[at], x);
        assertNear(series.count()[at], values.size());
        assertNear(series.mean()[at], mean);
        assertNear(
                series.median()[at], means.length % 2 == 1 ? means[middle] : (means[middle - 1] + means[middle]) / 2);
        assertNear(series.min()[at], flat[0]);
        assertNear(series.max()[at], flat[flat.length - 1]);
        assertNear(series.std()[at], std);
        assertNear(series.stderr()[at], std / Math.sqrt(values.size()));
    }

    private static void assertNear(double found, double expected) {
        if (Double.compare(found, expected) != 0) {
            assertThat(Math.abs(found - expected)).isLessThanOrEqualTo(1e-9);
        }
    }

    private void checkExport() {
        List<HistoryExport.Source> sources = new ArrayList<>();
        List<Map<String, JsonNode>> expected = new ArrayList<>();
        List<String> owners = new ArrayList<>();
        runs.forEach((history, rows) -> {
            sources.add(new HistoryExport.Source("r" + history.value(), history));
            expected.addAll(rows.flat());
            owners.addAll(java.util.Collections.nCopies(rows.size(), "r" + history.value()));
        });
        ParquetExport export = new ParquetExport(new Views(room.store, room.segments, room.cache));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        export.parquet(HistoryStream.HISTORY, sources, List.of(), out);
        ExportedRows exported = ExportedRows.of(out.toByteArray());
        Map<String, Type> types = types(expected);
        assertThat(exported.names().subList(1, exported.names().size())).containsExactlyElementsOf(types.keySet());
        types.forEach((key, type) -> assertThat(exported.type(key)).as(key).isEqualTo(type));
        assertThat(exported.rows()).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            Map<String, Object> row = new TreeMap<>(exported.rows().get(i));
            assertThat(row.remove("run")).isEqualTo(owners.get(i));
            Map<String, Object> wanted = new TreeMap<>();
            expected.get(i).forEach((key, value) -> {
                if (!value.isNull()) {
                    wanted.put(key, stored(value, types.get(key), isOfText(expected, key)));
                }
            });
            row.replaceAll((key, value) -> types.get(key) == Type.BYTE_ARRAY && !isOfText(expected, key)
                    ? text(HistoryFixture.json((String) value))
                    : value);
            assertThat(row).isEqualTo(wanted);
        }
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        export.lines(HistoryStream.HISTORY, sources, lines);
        assertThat(lines.toString(StandardCharsets.UTF_8).lines().count()).isEqualTo(expected.size());
    }

    private static Object stored(JsonNode value, Type type, boolean ofText) {
        return switch (type) {
            case INT64 -> value.longValue();
            case DOUBLE -> value.doubleValue();
            case BOOLEAN -> value.booleanValue();
            default -> ofText ? value.stringValue() : text(value);
        };
    }

    private static boolean isOfText(List<Map<String, JsonNode>> rows, String key) {
        return rows.stream()
                .map(row -> row.get(key))
                .allMatch(value -> value == null || value.isNull() || value.isString());
    }

    /** The column that holds all values of a key exactly. */
    private static Map<String, Type> types(List<Map<String, JsonNode>> rows) {
        Map<String, List<JsonNode>> values = new TreeMap<>();
        for (Map<String, JsonNode> row : rows) {
            row.forEach((key, value) -> {
                List<JsonNode> known = values.computeIfAbsent(key, it -> new ArrayList<>());
                if (!value.isNull()) {
                    known.add(value);
                }
            });
        }
        Map<String, Type> types = new TreeMap<>();
        values.forEach((key, all) -> types.put(key, type(all)));
        return types;
    }

    private static Type type(List<JsonNode> values) {
        if (values.isEmpty()) {
            return Type.BYTE_ARRAY;
        }
        if (values.stream().allMatch(JsonNode::isBoolean)) {
            return Type.BOOLEAN;
        }
        if (values.stream().allMatch(value -> value.isInt() || value.isLong())) {
            return Type.INT64;
        }
        boolean fit = values.stream()
                .allMatch(value ->
                        value.isInt() || value.isLong() ? Math.abs(value.longValue()) <= 1L << 53 : value.isDouble());
        return fit ? Type.DOUBLE : Type.BYTE_ARRAY;
    }
}
