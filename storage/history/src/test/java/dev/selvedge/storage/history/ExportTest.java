package dev.selvedge.storage.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.domain.runs.history.HistoryExport;
import dev.selvedge.domain.runs.history.HistoryId;
import dev.selvedge.domain.runs.history.HistoryStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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

    private byte[] parquet(List<String> keys, HistoryId... histories) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<HistoryExport.Source> sources = java.util.Arrays.stream(histories)
                .map(history -> new HistoryExport.Source("r" + history.value(), history))
                .toList();
        export.parquet(HistoryStream.HISTORY, sources, keys, out);
        return out.toByteArray();
    }

    private static FileMetaData footer(byte[] file) throws IOException {
        int length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(file.length - 8);
        return Util.readFileMetaData(new ByteArrayInputStream(file, file.length - 8 - length, length));
    }
}
