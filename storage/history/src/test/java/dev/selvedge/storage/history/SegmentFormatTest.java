package dev.selvedge.storage.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.storage.contract.objects.InMemoryObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Files written by servers of before are read for ever. See docs/formats/history-segment.md. */
class SegmentFormatTest {

    private final ObjectStore objects = new InMemoryObjectStore();

    @Test
    void rowsOfVersionOneAreRead() throws IOException {
        byte[] file = fixture("segment-1.parquet");
        objects.put("old.parquet", new ByteArrayInputStream(file), -1);
        ParquetSegmentReader reader = new ParquetSegmentReader(objects, "old.parquet", file.length);
        RowRenderer renderer =
                new RowRenderer(reader.columns().stream().map(reader::read).toList());

        List<String> rows = new ArrayList<>();
        List<String> logged = new String(fixture("segment-1.jsonl"), StandardCharsets.UTF_8)
                .lines()
                .toList();
        for (int row = 0; row < logged.size(); row++) {
            rows.add(renderer.text(row));
        }
        assertThat(HistoryFixture.json(rows)).isEqualTo(HistoryFixture.json(logged));
    }

    /** The sums came later, under the same version: files without them are read for ever as well. */
    @Test
    void filesWithSumsInTheirFootersAndTheirNamesAreRead() throws IOException {
        byte[] rows = fixture("segment-1-sums.parquet");
        objects.put("history-0.d952ca03.parquet", new ByteArrayInputStream(rows), -1);
        ParquetSegmentReader reader = new ParquetSegmentReader(objects, "history-0.d952ca03.parquet", rows.length);
        RowRenderer renderer =
                new RowRenderer(reader.columns().stream().map(reader::read).toList());
        assertThat(List.of(renderer.text(0), renderer.text(1), renderer.text(2)))
                .containsExactly(
                        "{\"_step\":0,\"loss\":1}",
                        "{\"_step\":1,\"loss\":0.5,\"note\":\"sealed\"}",
                        "{\"_step\":2,\"loss\":NaN}");

        byte[] lines = fixture("console-1-sums.log");
        objects.put("output-0.3efbe60b.log", new ByteArrayInputStream(lines), -1);
        ObjectInput input = new ObjectInput(objects, "output-0.3efbe60b.log", lines.length);
        assertThat(LogFrames.readFrame(input, LogFrames.readIndex(input), 0).line(0))
                .contains("hello");
    }

    @Test
    void consoleLinesOfVersionOneAreRead() throws IOException {
        byte[] file = fixture("console-1.log");
        objects.put("old.log", new ByteArrayInputStream(file), -1);
        ObjectInput input = new ObjectInput(objects, "old.log", file.length);
        LogFrames.Index index = LogFrames.readIndex(input);
        List<LogFrames.Lines> frames =
                List.of(LogFrames.readFrame(input, index, 0), LogFrames.readFrame(input, index, 1));
        for (int line = 0; line < 9_000; line++) {
            assertThat(frames.get(line / LogFrames.LINES).line(line % LogFrames.LINES))
                    .isEqualTo(line % 10 == 3 ? null : "\"line " + line + "\"");
        }
    }

    private static byte[] fixture(String name) throws IOException {
        try (var in = SegmentFormatTest.class.getResourceAsStream("/formats/" + name)) {
            return in.readAllBytes();
        }
    }
}
