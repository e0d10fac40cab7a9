package dev.selvedge.storage.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.domain.runs.history.HistoryExport;
import dev.selvedge.domain.runs.history.HistoryId;
import dev.selvedge.domain.runs.history.HistorySegment;
import dev.selvedge.domain.runs.history.HistoryStream;
import dev.selvedge.platform.Fault;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;
import org.junit.jupiter.api.Test;

class ExportTest {

    private final HistoryFixture room = new HistoryFixture();
    private final HistoryExport export = new ParquetExport(new Views(room.store, room.segments, room.cache));

    @Test
    void severalRunsAreOneFileWithAllTheirKeys() throws IOException {
        HistoryId first = room.histories.create();
        HistoryId second = room.histories.create();
        room.append(first, 0, "{\"_step\":0,\"loss\":1,\"note\":\"a\"}", "{\"_step\":1,\"loss\":2}");
        room.histories.ended(first);
        room.pass(Duration.ofHours(1));
        room.sealer(RowGroup.Limits.DEFAULT).sealDue();
        room.append(second, 0, "{\"_step\":0,\"loss\":0.5,\"note\":7}");

        FileMetaData footer = footer(parquet(List.of(), first, second));

        assertThat(footer.getNum_rows()).isEqualTo(3);
        assertThat(footer.getRow_groups()).hasSize(2);
        assertThat(footer.getSchema().stream().skip(1).map(SchemaElement::getName))
                .containsExactly("run", "_step", "loss", "note");
        // whole numbers and others together are doubles, text and numbers together JSON
        assertThat(footer.getSchema().get(3).getType().name()).isEqualTo("DOUBLE");
        assertThat(footer.getSchema().get(4).getType().name()).isEqualTo("BYTE_ARRAY");
    }

    @Test
    void onlyTheKeysAskedForAreInIt() throws IOException {
        HistoryId history = room.histories.create();
        room.append(history, 0, "{\"_step\":0,\"a\":1,\"b\":2,\"run\":3}");
        FileMetaData footer = footer(parquet(List.of("b", "run", "absent"), history));
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
    void aRunWithoutRowsIsAFileWithoutRows() throws IOException {
        assertThat(footer(parquet(List.of(), room.histories.create())).getNum_rows())
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
        assertThat(out.size()).isPositive();
        assertThat(new String(out.toByteArray(), out.size() - 4, 4, StandardCharsets.US_ASCII))
                .isNotEqualTo("PAR1");
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

    private static FileMetaData footer(byte[] file) throws IOException {
        int length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(file.length - 8);
        return Util.readFileMetaData(new ByteArrayInputStream(file, file.length - 8 - length, length));
    }
}
