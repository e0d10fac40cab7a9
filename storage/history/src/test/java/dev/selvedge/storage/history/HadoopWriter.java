package dev.selvedge.storage.history;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** Columns written by nothing but parquet-java: as servers did before they had a writer of their own. */
final class HadoopWriter {

    private final MemoryFile file = new MemoryFile();
    private final MessageType schema;
    private final List<ColumnDescriptor> descriptors;
    private final ParquetFileWriter writer;

    HadoopWriter(List<String> names, List<Byte> kinds) throws IOException {
        List<Type> fields = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            fields.add(field(kinds.get(i), names.get(i)));
        }
        schema = new MessageType("row", fields);
        descriptors = schema.getColumns();
        writer = new ParquetFileWriter(
                file, schema, ParquetFileWriter.Mode.CREATE, Long.MAX_VALUE, 0, 64, Integer.MAX_VALUE, true);
        writer.start();
    }

    private static Type field(byte kind, String name) {
        return switch (kind) {
            case Kind.LONG -> Types.optional(PrimitiveTypeName.INT64).named(name);
            case Kind.DOUBLE -> Types.optional(PrimitiveTypeName.DOUBLE).named(name);
            case Kind.BOOLEAN -> Types.optional(PrimitiveTypeName.BOOLEAN).named(name);
            default ->
                Types.optional(PrimitiveTypeName.BINARY)
                        .as(LogicalTypeAnnotation.stringType())
                        .named(name);
        };
    }

    void write(List<StoredColumn> columns, int rows) throws IOException {
        ColumnChunkPageWriteStore pages =
                new ColumnChunkPageWriteStore(new Zstd(), schema, new HeapByteBufferAllocator(), 64, true);
        writer.startBlock(rows);
        for (int i = 0; i < columns.size(); i++) {
            write(columns.get(i), descriptors.get(i), pages, rows);
        }
        pages.flushToFileWriter(writer);
        writer.endBlock();
    }

    byte[] end(Map<String, String> metadata) throws IOException {
        writer.end(metadata);
        return file.bytes.toByteArray();
    }

    private static void write(
            StoredColumn stored, ColumnDescriptor descriptor, ColumnChunkPageWriteStore pages, int rows) {
        boolean repeats = stored != null && Repetition.isLikely(stored.column());
        MessageType alone = new MessageType("row", descriptor.getPrimitiveType());
        ParquetProperties properties = ParquetProperties.builder()
                .withWriterVersion(ParquetProperties.WriterVersion.PARQUET_2_0)
                .withDictionaryEncoding(repeats)
                .withByteStreamSplitEncoding(stored != null && stored.kind() == Kind.DOUBLE && !repeats)
                .withPageSize(1 << 20)
                .withPageRowCountLimit(20_000)
                .withMinRowCountForPageSizeCheck(Math.min(rows, 1000))
                .build();
        ColumnWriteStore store = properties.newColumnWriteStore(alone, pages);
        ColumnWriter column = store.getColumnWriter(alone.getColumns().getFirst());
        int next = 0;
        for (int row = 0; row < rows; row++) {
            boolean here = stored != null
                    && next < stored.column().size()
                    && stored.column().row(next) == row;
            if (here && stored.isStored(next)) {
                writeValue(stored, next, column);
            } else {
                column.writeNull(0, 0);
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

    /** Hadoop's codecs would need Hadoop. */
    private static final class Zstd implements BytesInputCompressor {

        @Override
        public BytesInput compress(BytesInput page) throws IOException {
            try (ZstdPages zstd = new ZstdPages()) {
                int size = zstd.compress(page.toByteArray());
                return BytesInput.from(zstd.frame(), 0, size);
            }
        }

        @Override
        public CompressionCodecName getCodecName() {
            return CompressionCodecName.ZSTD;
        }

        @Override
        public void release() {
            // each page has a context of its own
        }
    }

    private static final class MemoryFile implements OutputFile {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public PositionOutputStream create(long blockSizeHint) {
            return new PositionOutputStream() {
                @Override
                public long getPos() {
                    return bytes.size();
                }

                @Override
                public void write(int value) {
                    bytes.write(value);
                }

                @Override
                public void write(byte[] source, int offset, int length) {
                    bytes.write(source, offset, length);
                }
            };
        }

        @Override
        public PositionOutputStream createOrOverwrite(long blockSizeHint) {
            return create(blockSizeHint);
        }

        @Override
        public boolean supportsBlockSize() {
            return false;
        }

        @Override
        public long defaultBlockSize() {
            return 0;
        }
    }
}
