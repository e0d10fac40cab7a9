package dev.selvedge.storage.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetFileWriter.Mode;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** Writes columns as Parquet; segments have one row group. See docs/formats/history-segment.md. */
final class SegmentWriter {

    private static final int PAGE_BYTES = 1 << 20;
    private static final int PAGE_ROWS = 20_000;
    private static final int LONGEST_STATISTIC = 64;

    private final MessageType schema;
    private final List<ColumnDescriptor> descriptors;
    private final ParquetFileWriter writer;

    /** @param kinds of the columns, in the order of their names */
    SegmentWriter(OutputFile file, List<String> names, List<Byte> kinds) throws IOException {
        schema = schema(kinds, names);
        // asked once: Parquet walks the whole schema for it
        descriptors = schema.getColumns();
        writer = new ParquetFileWriter(
                file, schema, Mode.CREATE, Long.MAX_VALUE, 0, LONGEST_STATISTIC, Integer.MAX_VALUE, true);
        writer.start();
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
        MemoryFile file = new MemoryFile();
        try {
            SegmentWriter writer = new SegmentWriter(
                    file, names, stored.stream().map(StoredColumn::kind).toList());
            writer.write(stored, rows);
            writer.end(metadata);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toBytes();
    }

    /** Writes one row group; a column that is null has no values in it. */
    void write(List<StoredColumn> columns, int rows) throws IOException {
        ZstdPages zstd = new ZstdPages();
        try {
            ColumnChunkPageWriteStore pages =
                    new ColumnChunkPageWriteStore(zstd, schema, new HeapByteBufferAllocator(), LONGEST_STATISTIC, true);
            writer.startBlock(rows);
            for (int i = 0; i < columns.size(); i++) {
                // one column after the other: only one column's buffers are alive however many columns there are
                write(columns.get(i), descriptors.get(i), pages, rows);
            }
            pages.flushToFileWriter(writer);
            writer.endBlock();
        } finally {
            zstd.release();
        }
    }

    void end(Map<String, String> metadata) throws IOException {
        writer.end(metadata);
        writer.close();
    }

    private static void write(
            StoredColumn stored, ColumnDescriptor descriptor, ColumnChunkPageWriteStore pages, int rows)
            throws IOException {
        boolean repeats = stored != null && Repetition.isLikely(stored.column());
        if (stored != null && stored.kind() == Kind.DOUBLE && !repeats) {
            new DoublePages(stored, descriptor, pages.getPageWriter(descriptor)).write(rows, PAGE_ROWS);
            return;
        }
        MessageType alone = new MessageType("row", descriptor.getPrimitiveType());
        ColumnWriteStore store = properties(repeats, rows).newColumnWriteStore(alone, pages);
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
            case Kind.LONG -> writer.write(stored.column().bits()[index], 0, 1);
            case Kind.DOUBLE -> writer.write(stored.asDouble(index), 0, 1);
            case Kind.BOOLEAN -> writer.write(stored.column().bits()[index] != 0, 0, 1);
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
                .withPageWriteChecksumEnabled(true)
                .withStatisticsTruncateLength(LONGEST_STATISTIC)
                .build();
    }

    private static MessageType schema(List<Byte> kinds, List<String> names) {
        List<Type> fields = new ArrayList<>();
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
        return new MessageType("row", fields);
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
