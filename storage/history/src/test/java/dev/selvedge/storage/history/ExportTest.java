package dev.selvedge.storage.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.domain.runs.history.HistoryExport;
import dev.selvedge.domain.runs.history.HistoryId;
import dev.selvedge.domain.runs.history.HistorySegment;
import dev.selvedge.domain.runs.history.HistoryStore;
import dev.selvedge.domain.runs.history.HistoryStream;
import dev.selvedge.domain.runs.history.StreamState;
import dev.selvedge.platform.Fault;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.junit.jupiter.api.Test;

class ExportTest {

    private final HistoryFixture room = new HistoryFixture();
    private final HistoryExport export = new ParquetExport(new Views(room.store, room.segments, room.cache));

    @Test
    void severalRunsAreOneFileWithAllTheirKeys() {
        HistoryId first = room.histories.create();
        HistoryId second = room.histories.create();
        room.append(first, 0, "{\"_step\":0,\"loss\":1,\"note\":\"a\"}", "{\"_step\":1,\"loss\":2}");
        room.histories.ended(first);
        room.pass(Duration.ofHours(1));
        room.sealer(RowGroup.Limits.DEFAULT).sealDue();
        room.append(second, 0, "{\"_step\":0,\"loss\":0.5,\"note\":7}");

        FileMetaData footer = ExportedRows.footer(parquet(List.of(), first, second));

        assertThat(footer.getNum_rows()).isEqualTo(3);
        // each group has a piece of every column, so short runs share one
        assertThat(footer.getRow_groups()).hasSize(1);
        assertThat(footer.getSchema().stream().skip(1).map(SchemaElement::getName))
                .containsExactly("run", "_step", "loss", "note");
        // whole numbers and others together are doubles, text and numbers together JSON
        assertThat(footer.getSchema().get(3).getType().name()).isEqualTo("DOUBLE");
        assertThat(footer.getSchema().get(4).getType().name()).isEqualTo("BYTE_ARRAY");
    }

    @Test
    void onlyTheKeysAskedForAreInIt() {
        HistoryId history = room.histories.create();
        room.append(history, 0, "{\"_step\":0,\"a\":1,\"b\":2,\"run\":3}");
        FileMetaData footer = ExportedRows.footer(parquet(List.of("b", "run", "absent"), history));
        assertThat(footer.getSchema().stream().skip(1).map(SchemaElement::getName))
                .containsExactly("_run", "_step", "b", "run");
    }

    @Test
    void linesAreTheRowsMarkedWithTheirRun() {
        HistoryId history = room.histories.create();
        room.append(history, 0, "{\"_step\":0,\"a\":NaN}", "{\"_step\":1}");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        export.lines(HistoryStream.HISTORY, List.of(new HistoryExport.Source("r\"1", history)), out);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("{\"_run\":\"r\\\"1\",\"_step\":0,\"a\":NaN}\n{\"_run\":\"r\\\"1\",\"_step\":1}\n");
    }

    @Test
    void aRunWithoutRowsIsAFileWithoutRows() {
        assertThat(ExportedRows.footer(parquet(List.of(), room.histories.create()))
                        .getNum_rows())
                .isZero();
    }

    @Test
    void aFileThatCannotBeMadeToItsEndHasNoFooter() throws IOException {
        HistoryId good = room.histories.create();
        room.append(good, 0, "{\"_step\":0,\"a\":1}");
        HistoryId damaged = room.histories.create();
        room.append(damaged, 0, "{\"_step\":0,\"a\":2}");
        room.histories.ended(damaged);
        room.pass(Duration.ofHours(1));
        room.sealer(RowGroup.Limits.DEFAULT).sealDue();
        HistorySegment segment =
                room.store.layout(damaged, HistoryStream.HISTORY).segments().getFirst();
        byte[] bytes = room.objects.get(segment.key()).readAllBytes();
        // in the pages of its first column
        bytes[20] ^= 1;
        room.objects.put(segment.key(), new ByteArrayInputStream(bytes), -1);

        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThatThrownBy(() -> export.parquet(HistoryStream.HISTORY, sources(good, damaged), List.of(), out))
                .isInstanceOf(Fault.class);
        assertThat(isWhole(out.toByteArray())).isFalse();
        assertThat(isWhole(parquet(List.of(), good))).isTrue();
    }

    /** A footer says so at the end, and the first four bytes are the same. */
    private static boolean isWhole(byte[] file) {
        return file.length > 8 && new String(file, file.length - 4, 4, StandardCharsets.US_ASCII).equals("PAR1");
    }

    @Test
    void aKeyThatWasNullInOneRunIsWhatItIsInTheOthers() {
        HistoryId first = room.histories.create();
        HistoryId second = room.histories.create();
        room.append(first, 0, "{\"_step\":0,\"acc\":null,\"never\":null}");
        room.append(second, 0, "{\"_step\":0,\"acc\":0.5}");
        ExportedRows live = ExportedRows.of(parquet(List.of(), first, second));
        assertThat(live.type("acc")).isEqualTo(Type.DOUBLE);
        assertThat(live.type("never")).isEqualTo(Type.BYTE_ARRAY);
        assertThat(live.rows().get(0)).doesNotContainKey("acc");
        assertThat(live.rows().get(1)).containsEntry("acc", 0.5);
        seal(first, second);
        assertThat(ExportedRows.of(parquet(List.of(), first, second))).isEqualTo(live);
    }

    @Test
    void wholeNumbersThatNoDoubleHoldsStayWhatTheyAre() {
        HistoryId first = room.histories.create();
        HistoryId second = room.histories.create();
        room.append(first, 0, "{\"_step\":0,\"n\":9007199254740993,\"small\":3}");
        room.append(second, 0, "{\"_step\":0,\"n\":0.5,\"small\":0.5}");
        ExportedRows live = ExportedRows.of(parquet(List.of(), first, second));
        assertThat(live.rows()).extracting(row -> row.get("n")).containsExactly("9007199254740993", "0.5");
        assertThat(live.rows()).extracting(row -> row.get("small")).containsExactly(3.0, 0.5);
        assertThat(ExportedRows.of(parquet(List.of(), first)).type("n")).isEqualTo(Type.INT64);
        seal(first, second);
        assertThat(ExportedRows.of(parquet(List.of(), first, second))).isEqualTo(live);
    }

    @Test
    void whatOverwrittenRowsHeldIsNotInIt() {
        HistoryId history = room.histories.create();
        room.append(history, 0, "{\"_step\":0,\"a\":1}", "{\"_step\":1,\"a\":\"text\",\"gone\":1}");
        room.append(history, 1, "{\"_step\":1,\"a\":2}");
        ExportedRows rows = ExportedRows.of(parquet(List.of(), history));
        assertThat(rows.names()).containsExactly("run", "_step", "a");
        assertThat(rows.type("a")).isEqualTo(Type.INT64);
    }

    @Test
    void rowsThatComeMeanwhileAreForTheNextExport() {
        HistoryId history = room.histories.create();
        room.append(history, 0, "{\"_step\":0,\"a\":1}");
        ByteArrayOutputStream out = meanwhile(
                () -> room.append(history, 1, "{\"_step\":1,\"a\":0.5,\"b\":1}", "{\"_step\":2,\"a\":\"text\"}"));
        export.parquet(HistoryStream.HISTORY, sources(history), List.of(), out);
        ExportedRows rows = ExportedRows.of(out.toByteArray());
        assertThat(rows.names()).containsExactly("run", "_step", "a");
        assertThat(rows.rows()).extracting(row -> row.get("a")).containsExactly(1L);
    }

    @Test
    void rowsThatAreOverwrittenMeanwhileWithWhatItsColumnsCannotHoldBreakItOff() {
        HistoryId history = room.histories.create();
        room.append(history, 0, "{\"_step\":0,\"a\":1}");
        ByteArrayOutputStream out = meanwhile(() -> room.append(history, 0, "{\"_step\":0,\"a\":0.5}"));
        assertThatThrownBy(() -> export.parquet(HistoryStream.HISTORY, sources(history), List.of(), out))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("overwritten");
        assertThat(isWhole(out.toByteArray())).isFalse();
    }

    @Test
    void aLongSegmentIsTakenInPieces() {
        HistoryId history = room.histories.create();
        StringBuilder values = new StringBuilder();
        for (int key = 0; key < 500; key++) {
            values.append(",\"k").append(key).append("\":").append(key);
        }
        for (int from = 0; from < 5_000; from += 500) {
            room.append(
                    history,
                    from,
                    IntStream.range(from, from + 500)
                            .mapToObj(step -> "{\"_step\":" + step + values + "}")
                            .toArray(String[]::new));
        }
        seal(history);
        List<org.apache.parquet.format.RowGroup> groups =
                ExportedRows.footer(parquet(List.of(), history)).getRow_groups();
        assertThat(groups).hasSize(3);
        assertThat(groups.getFirst().getNum_rows() * 501).isBetween(1_000_000L, 1_100_000L);
    }

    @Test
    void whatWouldTakeTooMuchMemoryIsRefusedBeforeItBegins() {
        ExportColumns columns = new ExportColumns(List.of());
        columns.add(wide(10_000, 200));
        assertThat(columns.kinds()).hasSize(10_000);
        columns.add(wide(10_000, 10_000));
        assertThatThrownBy(columns::kinds)
                .isInstanceOf(Fault.class)
                .hasMessageContaining("too many for one file")
                .extracting(fault -> ((Fault) fault).code())
                .isEqualTo(Fault.Code.TOO_LARGE);
    }

    /** Rows of one segment with a value under each key. */
    private View wide(int keys, long rows) {
        HistoryId history = room.histories.create();
        HistorySegment segment =
                new HistorySegment(1, history, HistoryStream.HISTORY, "k", 0, rows, 0, rows - 1, 1, true);
        StreamState state = room.store.state(history, HistoryStream.HISTORY).orElseThrow();
        Map<String, Byte> kinds = new HashMap<>();
        Map<String, KeyStats> stats = new HashMap<>();
        for (int key = 0; key < keys; key++) {
            kinds.put("k" + key, Kind.DOUBLE);
            stats.put("k" + key, new KeyStats("1.0", Map.of("number", rows)));
        }
        Block block = (Block) Proxy.newProxyInstance(
                Block.class.getClassLoader(),
                new Class<?>[] {Block.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "kinds" -> kinds;
                    case "keys" -> stats;
                    case "firstRow" -> 0L;
                    default -> rows;
                });
        return new View(
                new HistoryStore.Layout(state, List.of(), List.of(segment), List.of()), it -> block, it -> null);
    }

    /** Something happens once the columns have been chosen. */
    private static ByteArrayOutputStream meanwhile(Runnable event) {
        return new ByteArrayOutputStream() {
            @Override
            public void write(byte[] bytes, int from, int length) {
                if (size() == 0) {
                    event.run();
                }
                super.write(bytes, from, length);
            }
        };
    }

    private void seal(HistoryId... histories) {
        Arrays.stream(histories).forEach(room.histories::ended);
        room.pass(Duration.ofHours(1));
        assertThat(room.sealer(RowGroup.Limits.DEFAULT).sealDue()).isPositive();
    }

    private byte[] parquet(List<String> keys, HistoryId... histories) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        export.parquet(HistoryStream.HISTORY, sources(histories), keys, out);
        return out.toByteArray();
    }

    private static List<HistoryExport.Source> sources(HistoryId... histories) {
        return Arrays.stream(histories)
                .map(history -> new HistoryExport.Source("r" + history.value(), history))
                .toList();
    }
}
