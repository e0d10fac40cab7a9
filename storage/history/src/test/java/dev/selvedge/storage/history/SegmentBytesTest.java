package dev.selvedge.storage.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files are, byte for byte, those of parquet-java's own writer: no reader can tell them apart. A server also tells by its
 * bytes whether a segment has changed, so one that was written by an older server must come out the same.
 */
class SegmentBytesTest {

    private final Random random = new Random(7);

    @Test
    void rowsOfEveryShapeAreTheSameBytes() throws IOException {
        for (int round = 0; round < 20; round++) {
            RowMaker rows = new RowMaker(random);
            assertSameSegment(1 + random.nextInt(200), rows::row);
        }
    }

    @Test
    void numbersAreTheSameBytes() throws IOException {
        String[] special = {"NaN", "Infinity", "-Infinity", "0.0", "-0.0", "null", "3", "1e-320"};
        // three pages, the last one short
        assertSameSegment(
                45_001,
                row -> "{\"_step\":" + row
                        + ",\"loss\":" + random.nextGaussian()
                        + ",\"rounds\":" + row / 100 * 0.25
                        + ",\"special\":"
                        + (row % 3 == 0 ? special[random.nextInt(special.length)] : random.nextDouble())
                        + ",\"only nan\":NaN,\"bounded\":" + (row < 20_000 ? "NaN" : row * 0.1)
                        + ",\"wide\":" + random.nextLong()
                        + ",\"falling\":" + -row
                        + (row % 1000 == 7 ? ",\"seldom\":" + random.nextDouble() + ",\"seldom whole\":" + row : "")
                        + (row > 44_000 ? ",\"late\":1.5" : "")
                        + "}");
    }

    @Test
    void textsAndFlagsAreTheSameBytes() throws IOException {
        String start = "é".repeat(80);
        assertSameSegment(
                45_001,
                row -> "{\"_step\":" + row
                        + ",\"flag\":" + random.nextBoolean()
                        + ",\"flags at times\":" + (random.nextInt(9) == 0 ? "true" : "null")
                        + ",\"one of few\":\"" + "abc".charAt(random.nextInt(3)) + "\""
                        + ",\"always\":\"the same\""
                        + ",\"long start\":\"" + start + random.nextInt(10_000) + "\""
                        + ",\"none higher\":\"" + "\\uDBFF\\uDFFF".repeat(20) + row % 3 + "\""
                        + ",\"nothing\":null"
                        + ",\"mixed\":" + (row % 2 == 0 ? row : "\"text\"")
                        + ",\"media\":{\"_type\":\"image-file\",\"path\":\"media/" + row + ".png\"}"
                        + "}");
    }

    /** A dictionary looks worth it at first and is given up, from the start or for the pages that follow. */
    @Test
    void dictionariesThatAreGivenUpAreTheSameBytes() throws IOException {
        String filler = "x".repeat(100);
        Map<String, ColumnChunk> columns = assertSameSegment(
                60_000,
                row -> "{\"_step\":" + row
                        + ",\"text\":\"" + (row % 2 == 0 ? "same" : filler + row) + "\""
                        + ",\"later\":\"" + (row < 40_000 ? "same" : filler + row) + "\""
                        + ",\"number\":" + (row % 2 == 0 ? 1.5 : row * 0.3)
                        + ",\"later number\":" + (row < 40_000 ? 1.5 : random.nextDouble())
                        + ",\"whole\":" + (row % 2 == 0 ? 1 : row * 7L)
                        + "}");
        assertThat(columns.get("text").getMeta_data().getEncodings()).containsExactly(Encoding.DELTA_BYTE_ARRAY);
        assertThat(columns.get("later").getMeta_data().getEncodings())
                .containsExactly(Encoding.PLAIN, Encoding.DELTA_BYTE_ARRAY, Encoding.RLE_DICTIONARY);
    }

    /** Pages end by their bytes before they have their rows, and bounds that are too long are left out. */
    @Test
    void longTextsAreTheSameBytes() throws IOException {
        String filler = "long ".repeat(1_000);
        String highest = "\\uDBFF\\uDFFF".repeat(2_100);
        Map<String, ColumnChunk> columns = assertSameSegment(
                2_000,
                row -> "{\"text\":\"" + row + filler + "\",\"few\":\"" + row % 2 + filler + "\",\"lists\":["
                        + random.nextInt() + ",\"" + filler + "\"],\"none higher\":\"" + highest + row % 2 + "\"}");
        ColumnMetaData text = columns.get("text").getMeta_data();
        assertThat(text.getEncoding_stats().getFirst().getCount()).isGreaterThan(1);
        assertThat(text.getStatistics().isSetMax_value()).isFalse();
        assertThat(columns.get("text").isSetColumn_index_offset()).isTrue();
        assertThat(columns.get("none higher").isSetColumn_index_offset()).isFalse();
    }

    @Test
    void aThousandColumnsAreTheSameBytes() throws IOException {
        assertSameSegment(3, row -> {
            StringBuilder out = new StringBuilder("{\"_step\":").append(row);
            for (int key = 0; key < 1_000; key++) {
                out.append(",\"k/").append(key).append("\":").append(key % 2 == 0 ? key : random.nextDouble());
            }
            return out.append('}').toString();
        });
    }

    @Test
    void severalRowGroupsAreTheSameBytes() throws IOException {
        List<String> names = List.of("run", "loss", "note", "flag");
        List<Byte> kinds = List.of(Kind.STRING, Kind.DOUBLE, Kind.JSON, Kind.BOOLEAN);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SegmentWriter ours = new SegmentWriter(out, names, kinds);
        HadoopWriter theirs = new HadoopWriter(names, kinds);
        for (int group = 0; group < 5; group++) {
            int number = group;
            int rows = 30_000 / (group + 1);
            List<Column> columns = columns(
                    rows,
                    row -> "{\"run\":\"r" + number + "\",\"loss\":" + random.nextDouble() + ",\"note\":"
                            + (row % 2 == 0 ? "[1]" : "2") + ",\"flag\":" + (row % 5 == 0) + "}");
            List<StoredColumn> stored = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                // a run may lack any of the keys
                stored.add(i > 0 && i == group ? null : new StoredColumn(columns.get(i), kinds.get(i)));
            }
            ours.write(stored, rows);
            theirs.write(stored, rows);
        }
        Map<String, String> metadata = Map.of("selvedge.version", "export-1");
        ours.end(metadata);
        assertSame(out.toByteArray(), theirs.end(metadata));
    }

    /** With its checks of pages, and by the indexes. */
    @Test
    void parquetJavaReadsThem(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("segment.parquet");
        byte[] bytes = SegmentWriter.bytes(
                columns(45_001, row -> "{\"_step\":" + row + ",\"text\":\"t" + row % 7 + "\"}"), 45_001, Map.of());
        Files.write(file, bytes);
        ParquetReadOptions options = ParquetReadOptions.builder(new PlainParquetConfiguration())
                .usePageChecksumVerification()
                .withRecordFilter(FilterCompat.get(FilterApi.eq(FilterApi.longColumn("_step"), 30_000L)))
                .useColumnIndexFilter()
                .build();
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file), options)) {
            assertThat(reader.getRecordCount()).isEqualTo(45_001);
            assertThat(reader.getFilteredRecordCount()).isEqualTo(20_000);
            assertThat(reader.getFileMetaData().getCreatedBy()).startsWith("parquet-mr version ");
            assertThat(reader.getFileMetaData().getSchema())
                    .hasToString("message row {\n  optional int64 _step;\n  optional binary text (STRING);\n}\n");
        }
    }

    @Test
    void aFileWithoutRowGroupsIsTheSameBytes() throws IOException {
        List<String> names = List.of("run");
        List<Byte> kinds = List.of(Kind.STRING);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new SegmentWriter(out, names, kinds).end(Map.of());
        assertSame(out.toByteArray(), new HadoopWriter(names, kinds).end(Map.of()));
    }

    private static Map<String, ColumnChunk> assertSameSegment(int rows, IntFunction<String> row) throws IOException {
        List<Column> columns = columns(rows, row);
        Map<String, String> facts = new HashMap<>(
                Map.of(SegmentFooter.VERSION, SegmentFooter.CURRENT_VERSION, "selvedge.stream", "history"));
        byte[] ours = SegmentWriter.bytes(columns, rows, facts);

        FileMetaData footer = footer(ours);
        List<StoredColumn> stored = columns.stream().map(StoredColumn::new).toList();
        List<String> names =
                footer.getSchema().stream().skip(1).map(SchemaElement::getName).toList();
        Map<String, String> metadata = new HashMap<>(facts);
        metadata.put(SegmentFooter.COLUMNS, SegmentFooter.write(infos(stored, names, rows)));
        HadoopWriter writer =
                new HadoopWriter(names, stored.stream().map(StoredColumn::kind).toList());
        writer.write(stored, rows);
        byte[] theirs = withSums(writer.end(metadata));
        assertSame(ours, theirs);
        return footer.getRow_groups().getFirst().getColumns().stream()
                .collect(Collectors.toMap(
                        chunk -> chunk.getMeta_data().getPath_in_schema().getFirst(), chunk -> chunk));
    }

    /** The footers first: they say which field of which column differs. */
    private static void assertSame(byte[] ours, byte[] theirs) throws IOException {
        FileMetaData expected = footer(theirs);
        FileMetaData footer = footer(ours);
        for (int group = 0; group < expected.getRow_groupsSize(); group++) {
            RowGroup said = footer.getRow_groups().get(group);
            for (int i = 0; i < said.getColumnsSize(); i++) {
                assertThat(said.getColumns().get(i))
                        .hasToString(expected.getRow_groups()
                                .get(group)
                                .getColumns()
                                .get(i)
                                .toString());
            }
        }
        assertThat(footer).hasToString(expected.toString());
        assertThat(Arrays.mismatch(ours, theirs)).isEqualTo(-1);
    }

    private static List<ColumnInfo> infos(List<StoredColumn> stored, List<String> names, int rows) {
        return IntStream.range(0, names.size())
                .mapToObj(i -> stored.get(i).info(names.get(i), rows))
                .toList();
    }

    private static List<Column> columns(int rows, IntFunction<String> row) {
        RowDecoder decoder = new RowDecoder();
        for (int first = 0; first < rows; first += 500) {
            StringBuilder lines = new StringBuilder();
            for (int i = first; i < Math.min(rows, first + 500); i++) {
                lines.append(row.apply(i)).append('\n');
            }
            decoder.addLines(lines.toString().getBytes(StandardCharsets.UTF_8), first);
        }
        return decoder.columns();
    }

    private static FileMetaData footer(byte[] file) throws IOException {
        int length = footerLength(file);
        return Util.readFileMetaData(new ByteArrayInputStream(file, file.length - 8 - length, length));
    }

    private static int footerLength(byte[] file) {
        return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(file.length - 8);
    }

    /** The file with the sums of its columns in a footer that is written anew. */
    private static byte[] withSums(byte[] file) throws IOException {
        FileMetaData footer = footer(file);
        RowGroup group = footer.getRow_groups().getFirst();
        ByteBuffer sums =
                ByteBuffer.allocate(group.getColumnsSize() * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (ColumnChunk column : group.getColumns()) {
            sums.putInt(ColumnSums.of(
                    file,
                    Math.toIntExact(ColumnSums.start(column.getMeta_data())),
                    Math.toIntExact(column.getMeta_data().getTotal_compressed_size())));
        }
        footer.addToKey_value_metadata(
                new KeyValue("selvedge.sums").setValue(Base64.getEncoder().encodeToString(sums.array())));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int start = file.length - 8 - footerLength(file);
        out.write(file, 0, start);
        Util.writeFileMetaData(footer, out);
        out.write(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(out.size() - start)
                .array());
        out.write("PAR1".getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }
}
