package dev.selvedge.storage.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.domain.runs.history.BucketQuery;
import dev.selvedge.domain.runs.history.BucketedSeries;
import dev.selvedge.domain.runs.history.ConsolePage;
import dev.selvedge.domain.runs.history.HistoryId;
import dev.selvedge.domain.runs.history.HistoryReader;
import dev.selvedge.domain.runs.history.HistorySegment;
import dev.selvedge.domain.runs.history.HistoryStream;
import dev.selvedge.domain.runs.history.Smoothing;
import dev.selvedge.domain.runs.history.StepRange;
import dev.selvedge.platform.Fault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Sealed rows whose bytes have changed: never other values, and nothing but the rows of that object. */
class DamageTest {

    private static final int ROWS = 60;

    private final HistoryFixture room = new HistoryFixture();
    private final HistoryId history = room.histories.create();
    private final Random random = new Random(31);

    @Test
    void anyFlippedBitIsFoundOrChangesNothing() throws IOException {
        RowMaker rows = new RowMaker(random);
        for (int i = 0; i < ROWS; i += 20) {
            int first = i;
            room.append(
                    history,
                    i,
                    java.util.stream.IntStream.range(0, 20)
                            .mapToObj(step -> rows.row(first + step))
                            .toArray(String[]::new));
        }
        seal(20);
        List<JsonNode> whole = HistoryFixture.json(room.rows(history));
        HistorySegment segment = segments(HistoryStream.HISTORY).get(1);
        byte[] good = room.objects.get(segment.key()).readAllBytes();
        int found = 0;
        for (int i = 0; i < 600; i++) {
            byte[] bad = good.clone();
            bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            room.objects.put(segment.key(), new ByteArrayInputStream(bad), -1);
            found += readOrFind(whole) ? 1 : 0;
        }
        assertThat(found).isGreaterThan(400);
        assertThat(HistoryFixture.json(room.rows(history, new StepRange(0, 20))))
                .isEqualTo(whole.subList(0, 20));
        assertThat(HistoryFixture.json(room.rows(history, new StepRange(40, 60))))
                .isEqualTo(whole.subList(40, 60));
    }

    /** True when the damage was found; without a fault, all rows must be what they were. */
    private boolean readOrFind(List<JsonNode> whole) {
        try {
            assertThat(HistoryFixture.json(room.rows(history))).isEqualTo(whole);
            return false;
        } catch (Fault fault) {
            assertThat(fault.code()).isEqualTo(Fault.Code.GONE);
            assertThat(fault.getMessage()).contains("rows 20 to 39");
            return true;
        }
    }

    @Test
    void aChartLeavesOutWhatCannotBeReadAndSaysSo() throws IOException {
        for (int i = 0; i < ROWS; i++) {
            room.append(history, i, "{\"_step\":" + i + ",\"y\":" + i + "}");
        }
        seal(20);
        HistorySegment segment = segments(HistoryStream.HISTORY).get(1);
        byte[] bytes = room.objects.get(segment.key()).readAllBytes();
        room.objects.put(segment.key(), new ByteArrayInputStream(bytes, 0, bytes.length - 100), -1);

        Smoothing ema = new Smoothing(Smoothing.Kind.EMA, 0.5);
        HistoryReader reader = room.freshReader();
        for (Smoothing smoothing : List.of(Smoothing.NONE, ema)) {
            BucketedSeries series = chart(reader, smoothing);
            assertThat(series.damage()).isEqualTo("rows 20 to 39");
            assertThat(series.x()).hasSize(40).startsWith(0).endsWith(59);
        }
        room.objects.put(segment.key(), new ByteArrayInputStream(bytes), -1);
        for (Smoothing smoothing : List.of(Smoothing.NONE, ema)) {
            BucketedSeries restored = chart(reader, smoothing);
            assertThat(restored.damage()).isNull();
            assertThat(restored.count()).isEqualTo(60);
        }
    }

    private BucketedSeries chart(HistoryReader reader, Smoothing smoothing) {
        return reader.buckets(new BucketQuery(
                        HistoryStream.HISTORY,
                        "_step",
                        100,
                        null,
                        null,
                        false,
                        smoothing,
                        List.of(new BucketQuery.Series(history, "y", null))))
                .getFirst();
    }

    @Test
    void linesInAStoreThatIsAwayAreNotDamaged() {
        room.append(history, HistoryStream.OUTPUT, null, 0, List.of("a", "b"));
        seal(1_000);
        ConsolePage whole = room.freshReader().lastLines(history, 5);
        HistoryReader reader = room.freshReader();
        room.objects.away(true);
        assertThatThrownBy(() -> reader.lastLines(history, 5))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo(Fault.Code.UNAVAILABLE));
        room.objects.away(false);
        assertThat(reader.lastLines(history, 5)).isEqualTo(whole);
    }

    @Test
    void damagedConsoleLinesAreFoundToo() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            lines.add("line " + random.nextInt());
        }
        room.append(history, HistoryStream.OUTPUT, null, 0, lines);
        seal(1_000);
        String key = segments(HistoryStream.OUTPUT).getFirst().key();
        byte[] good = room.objects.get(key).readAllBytes();
        ConsolePage whole = room.freshReader().lastLines(history, 500);
        int found = 0;
        for (int at = 0; at < good.length; at += 1 + good.length / 400) {
            byte[] bad = good.clone();
            bad[at] ^= 4;
            room.objects.put(key, new ByteArrayInputStream(bad), -1);
            try {
                assertThat(room.freshReader().lastLines(history, 500)).isEqualTo(whole);
            } catch (Fault fault) {
                found++;
            }
        }
        assertThat(found).isGreaterThan(300);
    }

    private List<HistorySegment> segments(HistoryStream stream) {
        return room.store.layout(history, stream).segments();
    }

    private void seal(int rows) {
        room.histories.ended(history);
        room.pass(Duration.ofHours(1));
        assertThat(room.sealer(new RowGroup.Limits(Long.MAX_VALUE, Long.MAX_VALUE, rows))
                        .sealDue())
                .isPositive();
    }
}
