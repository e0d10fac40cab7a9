package dev.selvedge.storage.history;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/** Writes columns as Parquet; segments have one row group. See docs/formats/history-segment.md. */
final class SegmentWriter {

    private static final int PAGE_BYTES = 1 << 20;
    private static final int PAGE_ROWS = 20_000;

    private final List<PrimitiveType> columns;
    private final ParquetFile file;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();

    /** @param kinds of the columns, in the order of their names */
    SegmentWriter(OutputStream out, List<String> names, List<Byte> kinds) throws IOException {
        columns = columns(kinds, names);
        file = new ParquetFile(out, columns);
    }

    static byte[] bytes(List<Column> columns, int rows, Map<String, String> facts) {
        List<StoredColumn> stored = columns.stream().map(StoredColumn::new).toList();
        List<String> names = names(columns);
        List<ColumnInfo> infos = new ArrayList<>();
        for (int i = 0; i < stored.size(); i++) {
            infos.add(stored.get(i).info(names.get(i), rows));
        }
        Map<String, String> metadata = new HashMap<>(facts);
        metadata.put(SegmentFooter.COLUMNS, SegmentFooter.write(infos));
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 20);
        try {
            SegmentWriter writer = new SegmentWriter(
                    out, names, stored.stream().map(StoredColumn::kind).toList());
            writer.write(stored, rows);
            Map<String, String> summed = new LinkedHashMap<>(metadata);
            summed.put(ColumnSums.KEY, ColumnSums.text(writer.file.sums()));
            writer.end(summed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Writes one row group; a column that is null has no values in it. */
    void write(List<StoredColumn> stored, int rows) throws IOException {
        try (ZstdPages zstd = new ZstdPages()) {
            for (int i = 0; i < columns.size(); i++) {
                // one column after the other: only one column's buffers are alive however many columns there are
                ChunkPages pages = new ChunkPages(columns.get(i), zstd, buffer);
                write(stored.get(i), columns.get(i), pages, rows);
                file.add(pages);
            }
        }
        file.endGroup(rows);
    }

    void end(Map<String, String> metadata) throws IOException {
        file.end(metadata);
    }

    private static void write(StoredColumn stored, PrimitiveType type, ChunkPages pages, int rows) throws IOException {
        boolean repeats = stored != null && Repetition.isLikely(stored.column());
        if (stored != null && stored.kind() == Kind.DOUBLE && !repeats) {
            new DoublePages(stored, type, pages).write(rows, PAGE_ROWS);
            return;
        }
        MessageType alone = new MessageType("row", type);
        ColumnWriteStore store = properties(repeats, rows).newColumnWriteStore(alone, descriptor -> pages);
        ColumnWriter writer = store.getColumnWriter(alone.getColumns().getFirst());
        Column column = stored == null ? null : stored.column();
        int next = 0;
        for (int row = 0; row < rows; row++) {
            boolean here = column != null && next < column.size() && column.row(next) == row;
            if (here && stored.isStored(next)) {
                writeValue(stored, next, writer);
            } else {
                writer.writeNull(0, 0);
            }
            next += here ? 1 : 0;
            store.endRecord();
        }
        store.flush();
        store.close();
    }

    private static void writeValue(StoredColumn stored, int index, ColumnWriter writer) {
        switch (stored.kind()) {
            case Kind.LONG -> writer.write(stored.column().bits().at(index), 0, 1);
            case Kind.DOUBLE -> writer.write(stored.asDouble(index), 0, 1);
            case Kind.BOOLEAN -> writer.write(stored.column().bits().at(index) != 0, 0, 1);
            default -> writer.write(Binary.fromConstantByteArray(stored.asText(index)), 0, 1);
        }
    }

    private static ParquetProperties properties(boolean repeats, int rows) {
        return ParquetProperties.builder()
                .withWriterVersion(ParquetProperties.WriterVersion.PARQUET_2_0)
                .withDictionaryEncoding(repeats)
                .withPageSize(PAGE_BYTES)
                .withPageRowCountLimit(PAGE_ROWS)
                .withMinRowCountForPageSizeCheck(Math.min(rows, 1000))
                .build();
    }

    private static List<PrimitiveType> columns(List<Byte> kinds, List<String> names) {
        List<PrimitiveType> fields = new ArrayList<>();
        for (int i = 0; i < kinds.size(); i++) {
            String name = names.get(i);
            fields.add(
                    switch (kinds.get(i)) {
                        case Kind.LONG ->
                            Types.optional(PrimitiveTypeName.INT64).named(name);
                        case Kind.DOUBLE ->
                            Types.optional(PrimitiveTypeName.DOUBLE).named(name);
                        case Kind.BOOLEAN ->
                            Types.optional(PrimitiveTypeName.BOOLEAN).named(name);
                        default ->
                            Types.optional(PrimitiveTypeName.BINARY)
                                    .as(LogicalTypeAnnotation.stringType())
                                    .named(name);
                    });
        }
        return fields;
    }

    /** Dotted keys; where two paths have one, the later gets a number. */
    private static List<String> names(List<Column> columns) {
        Set<String> taken = new HashSet<>();
        List<String> names = new ArrayList<>();
        for (Column column : columns) {
            String name = column.key();
            for (int n = 2; !taken.add(name); n++) {
                name = column.key() + "#" + n;
            }
            names.add(name);
        }
        return names;
    }
}
