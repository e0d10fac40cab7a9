package dev.selvedge.storage.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.domain.runs.history.ConsoleLine;
import dev.selvedge.domain.runs.history.ConsolePage;
import dev.selvedge.domain.runs.history.HistoryId;
import dev.selvedge.domain.runs.history.HistoryKeys;
import dev.selvedge.domain.runs.history.HistoryStream;
import dev.selvedge.domain.runs.history.SampleSpec;
import dev.selvedge.domain.runs.history.StepRange;
import dev.selvedge.platform.Fault;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AppendAndReadTest {

    private final HistoryFixture room = new HistoryFixture();
    private final HistoryId history = room.histories.create();

    @Test
    void rowsComeBackAsTheyWereLogged() {
        room.append(history, 0, row(0, 1), "{\"_step\":1,\"a\":{\"b\":NaN},\"a.b\":null}");
        room.append(history, 2, "{\"x\":true}");
        assertThat(room.rows(history))
                .containsExactly(row(0, 1), "{\"_step\":1,\"a\":{\"b\":NaN},\"a.b\":null}", "{\"_step\":2,\"x\":true}");
        assertThat(room.reader.tail(history, HistoryStream.HISTORY, 2))
                .hasSize(2)
                .last()
                .isEqualTo("{\"_step\":2,\"x\":true}");
    }

    @Test
    void retriedOffsetOverwritesTheRow() {
        room.append(history, 0, row(0, 1), row(1, 1), row(2, 1));
        room.append(history, 1, row(1, 2), row(2, 2), row(3, 2));
        room.append(history, 2, row(2, 3));
        assertThat(room.rows(history)).containsExactly(row(0, 1), row(1, 2), row(2, 3), row(3, 2));
    }

    @Test
    void anOffsetThatLeavesAGapIsRefusedAndNothingChanges() {
        room.append(history, 0, row(0, 1));
        assertThatThrownBy(() -> room.append(history, 2, row(2, 1)))
                .isInstanceOfSatisfying(Fault.class, f -> assertThat(f.code()).isEqualTo(Fault.Code.INVALID))
                .hasMessage("Offset 2 of the history content leaves a gap: the next row is 1");
        assertThat(room.rows(history)).hasSize(1);
    }

    @Test
    void aRunUploadedAgainUnderLaterOffsetsIsThereOnce() {
        room.append(history, 0, row(0, 1), row(1, 1), row(2, 1));
        // a second `wandb sync` begins at the line count it was told, with the steps of the start
        assertThat(room.append(history, 3, row(0, 1), row(1, 1)).rows()).isEqualTo(3);
        assertThat(room.append(history, 5, row(2, 1)).rows()).isEqualTo(3);
        assertThat(room.append(history, 5, row(2, 1)).rows()).as("a retry").isEqualTo(3);
        assertThat(room.rows(history)).containsExactly(row(0, 1), row(1, 1), row(2, 1));
        // and one that had been cut off goes on to its end
        assertThat(room.append(history, 6, row(3, 1), row(4, 1)).rows()).isEqualTo(5);
        assertThat(room.append(history, 8, row(5, 1)).rows()).isEqualTo(6);
        // resumed later, at the line count
        assertThat(room.append(history, 6, row(6, 1)).rows()).isEqualTo(7);
        assertThat(room.rows(history)).hasSize(7).last().isEqualTo(row(6, 1));
    }

    @Test
    void writersOfOneRunGetTheirRowsInOrderOfArrival() {
        room.append(history, HistoryStream.HISTORY, "w1", 0, List.of(row(0, 10), row(1, 11)));
        room.append(history, HistoryStream.HISTORY, "w2", 0, List.of(row(0, 20)));
        room.append(history, HistoryStream.HISTORY, "w1", 2, List.of(row(2, 12)));
        room.append(history, HistoryStream.HISTORY, "w1", 1, List.of(row(1, 11), row(2, 12), row(3, 13)));
        room.append(history, HistoryStream.HISTORY, "w2", 0, List.of(row(0, 20)));
        assertThat(room.rows(history)).containsExactly(row(0, 10), row(1, 11), row(2, 20), row(3, 12), row(4, 13));
    }

    @Test
    void aBranchSharesRowsUpToItsStepAndGoesOnByItself() {
        room.append(history, 0, row(0, 1), row(2, 1), row(4, 1));
        room.append(history, 3, row(6, 1));
        HistoryId fork = branch(history, 4);
        assertThat(room.rows(fork)).containsExactly(row(0, 1), row(2, 1), row(4, 1));
        room.append(fork, 3, row(5, 2), row(6, 2));
        room.append(history, 4, row(8, 1));
        HistoryId forkOfFork = branch(fork, 5);
        room.append(forkOfFork, 4, row(6, 3));

        assertThat(room.rows(forkOfFork)).containsExactly(row(0, 1), row(2, 1), row(4, 1), row(5, 2), row(6, 3));
        assertThat(room.store.layout(forkOfFork, HistoryStream.HISTORY).parts())
                .extracting(part -> part.source())
                .as("parts are flat")
                .containsExactly(history, fork);
        assertThat(room.rows(history)).hasSize(5);
        assertThatThrownBy(() -> room.append(fork, 2, row(4, 9))).hasMessageContaining("branched from");
        room.histories.delete(history);
        room.histories.delete(fork);
        assertThat(room.rows(forkOfFork)).hasSize(5);
    }

    @Test
    void aBranchBeforeTheFirstStepIsEmptyAndOneAfterTheLastHasAll() {
        room.append(history, 0, row(3, 1), row(4, 1));
        assertThat(room.rows(branch(history, 2))).isEmpty();
        assertThat(room.rows(branch(history, 100))).hasSize(2);
    }

    @Test
    void stepRangesCutExactly() {
        for (int i = 0; i < 10; i += 2) {
            room.append(history, i, row(10L * i, 1), row(10L * (i + 1), 1));
        }
        assertThat(room.rows(history, new StepRange(20, 40))).containsExactly(row(20, 1), row(30, 1));
        assertThat(room.rows(history, StepRange.of(85L, null))).containsExactly(row(90, 1));
        assertThat(room.rows(history, StepRange.of(null, 5L))).containsExactly(row(0, 1));
        assertThat(room.reader.rowsUpTo(history, 30)).isEqualTo(4);
        assertThat(room.reader.rowsUpTo(history, -1)).isZero();
    }

    @Test
    void sampleKeepsFirstAndLastRowAndIsCompleteWhenItCanBe() {
        append(0, 1000);
        List<String> sample = room.reader.sampledRows(history, HistoryStream.HISTORY, StepRange.ALL, 11);
        assertThat(sample).hasSize(11).startsWith(row(0, 1)).endsWith(row(999, 1));
        assertThat(room.reader.sampledRows(history, HistoryStream.HISTORY, new StepRange(10, 20), 10))
                .hasSize(10)
                .isEqualTo(room.rows(history, new StepRange(10, 20)));
        assertThat(room.reader.sampledRows(history, HistoryStream.HISTORY, StepRange.ALL, 1))
                .hasSize(1);
    }

    @Test
    void keySamplesTakeOnlyRowsWithAllKeys() {
        room.append(history, 0, "{\"_step\":0,\"a\":1}", "{\"_step\":1,\"a\":2,\"b\":{\"c\":\"x\"}}");
        room.append(history, 2, "{\"_step\":2,\"b\":{\"c\":3}}", "{\"_step\":3,\"a\":4,\"b\":{\"c\":[1]},\"z\":0}");
        assertThat(samples(List.of("_step", "a", "b.c", "_step"), StepRange.ALL))
                .containsExactly("{\"_step\":1,\"a\":2,\"b.c\":\"x\"}", "{\"_step\":3,\"a\":4,\"b.c\":[1]}");
        assertThat(samples(List.of("a"), new StepRange(1, 3))).containsExactly("{\"a\":2}");
        assertThat(samples(List.of("unknown"), StepRange.ALL)).isEmpty();
    }

    @Test
    void keySamplesAreReadAcrossChunksThatWereWrittenOver() {
        room.append(history, 0, row(0, 1), row(1, 1), row(2, 1), row(3, 1));
        room.append(history, 1, "{\"_step\":1,\"v\":NaN}", "{\"_step\":2,\"v\":-Infinity}");
        room.append(history, 4, "{\"_step\":4,\"v\":\"ü\\n\"}", "{\"_step\":5,\"v\":1e-5}");
        assertThat(samples(List.of("v"), StepRange.ALL))
                .containsExactly(
                        "{\"v\":1}",
                        "{\"v\":NaN}",
                        "{\"v\":-Infinity}",
                        "{\"v\":1}",
                        "{\"v\":\"ü\\n\"}",
                        "{\"v\":1.0E-5}");
    }

    @Test
    void keysTellTypesAndLastValues() {
        room.append(
                history,
                0,
                "{\"_step\":0,\"loss\":0.5,\"dict\":{\"val1\":1,\"empty\":{}},\"img\":{\"path\":\"p\",\"_type\":\"image-file\"}}");
        room.append(
                history,
                1,
                "{\"_step\":11,\"loss\":\"bad\",\"dict\":{\"val1\":2},\"ok\":true,\"list\":[1],\"n\":null}");
        HistoryKeys keys = room.reader.keys(history, HistoryStream.HISTORY);
        assertThat(keys.lastStep()).isEqualTo(11);
        assertThat(keys.keys())
                .containsOnlyKeys("_step", "loss", "dict.val1", "dict.empty", "img", "ok", "list", "n")
                .containsEntry("loss", new HistoryKeys.Key("\"bad\"", Map.of("number", 1L, "string", 1L)))
                .containsEntry("dict.val1", new HistoryKeys.Key("2", Map.of("number", 2L)))
                .containsEntry("dict.empty", new HistoryKeys.Key("{}", Map.of("map", 1L)))
                .containsEntry("ok", new HistoryKeys.Key("true", Map.of("boolean", 1L)))
                .containsEntry("list", new HistoryKeys.Key("[1]", Map.of("list", 1L)))
                .containsEntry("n", new HistoryKeys.Key("null", Map.of("nil", 1L)));
        assertThat(keys.keys().get("img").typeCounts()).isEqualTo(Map.of("image-file", 1L));
        assertThat(room.reader
                        .keys(room.histories.create(), HistoryStream.HISTORY)
                        .lastStep())
                .isEqualTo(-1);
    }

    @Test
    void aHundredThousandDistinctKeysAreKept() {
        for (int chunk = 0; chunk < 10; chunk++) {
            StringBuilder line = new StringBuilder("{\"_step\":" + chunk);
            for (int key = 0; key < 10_000; key++) {
                line.append(",\"k").append(chunk * 10_000 + key).append("\":").append(key);
            }
            room.append(history, chunk, line.append('}').toString());
        }
        assertThat(room.reader.keys(history, HistoryStream.HISTORY).keys()).hasSize(100_001);
        assertThat(samples(List.of("k99999", "_step"), StepRange.ALL)).containsExactly("{\"k99999\":9999,\"_step\":9}");
    }

    @Test
    void consoleLinesCanBeRewrittenAndSkipped() {
        output(0, "one", "10%");
        output(1, "100%");
        output(4, "after a gap");
        assertThat(lines(room.reader.linesAfter(history, null, 100)))
                .containsExactly("0 one", "1 100%", "4 after a gap");
        ConsolePage page = room.reader.linesAfter(history, 0L, 1);
        assertThat(lines(page)).containsExactly("1 100%");
        assertThat(page.hasLater()).isTrue();
        assertThat(page.hasEarlier()).isTrue();
        assertThat(lines(room.reader.lastLines(history, 2))).containsExactly("1 100%", "4 after a gap");
        assertThat(room.reader.lastLines(history, 2).hasEarlier()).isTrue();
        assertThat(room.reader.lastLines(history, 9).hasEarlier()).isFalse();
        assertThatThrownBy(() -> output(5_000_000, "far away")).hasMessageContaining("leaves a gap");
    }

    private HistoryId branch(HistoryId parent, long step) {
        return room.database.transactions().inTransaction(() -> room.histories.branch(parent, step));
    }

    private void output(long offset, String... lines) {
        room.append(history, HistoryStream.OUTPUT, null, offset, List.of(lines));
    }

    private void append(int from, int to) {
        for (int row = from; row < to; row += 100) {
            int first = row;
            room.append(
                    history,
                    HistoryStream.HISTORY,
                    null,
                    first,
                    IntStream.range(first, Math.min(to, first + 100))
                            .mapToObj(step -> row(step, 1))
                            .toList());
        }
    }

    private List<String> samples(List<String> keys, StepRange steps) {
        SampleSpec spec = new SampleSpec(keys, 100, steps);
        List<String> rows = room.reader.sampledKeys(history, HistoryStream.HISTORY, spec);
        assertThat(room.reader.sampledKeysText(history, HistoryStream.HISTORY, spec))
                .isEqualTo("[" + String.join(",", rows) + "]");
        return rows;
    }

    private static List<String> lines(ConsolePage page) {
        return page.lines().stream().map(AppendAndReadTest::line).toList();
    }

    private static String line(ConsoleLine line) {
        return line.number() + " " + line.line();
    }

    private static String row(long step, int value) {
        return "{\"_step\":" + step + ",\"v\":" + value + "}";
    }
}
