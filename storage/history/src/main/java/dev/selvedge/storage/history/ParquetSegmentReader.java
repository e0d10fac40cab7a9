package dev.selvedge.storage.history;

import dev.selvedge.domain.objects.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.Util;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/**
 * Reads whole columns with Parquet's own decoders, below the level at which they would need Hadoop. Columns are found by
 * their position, since dotted names are taken for paths by readers that go by name. The parsed footer is kept.
 */
final class ParquetSegmentReader implements SegmentReader {

    private static final int TAIL = 8;
    private static final int MAGIC = 0x31524150; // PAR1, little endian

    private final ObjectInput object;
    private final int rows;
    private final List<ColumnInfo> columns;
    private final Map<String, List<ColumnInfo>> byKey;
    private final Map<String, Chunk> chunks = new HashMap<>();
    private final String createdBy;

    /** Where a column's pages stand. */
    private record Chunk(long offset, int size) {}

    ParquetSegmentReader(ObjectStore objects, String key, long size) {
        object = new ObjectInput(objects, key, size);
        FileMetaData footer = footer();
        Map<String, String> metadata = new HashMap<>();
        for (KeyValue entry : footer.getKey_value_metadata()) {
            metadata.put(entry.getKey(), entry.getValue());
        }
        if (!SegmentFooter.CURRENT_VERSION.equals(metadata.get(SegmentFooter.VERSION))) {
            throw new IllegalStateException("Segment " + key + " has a format that this server does not know");
        }
        rows = Math.toIntExact(footer.getNum_rows());
        createdBy = footer.getCreated_by();
        columns = SegmentFooter.read(metadata.get(SegmentFooter.COLUMNS));
        byKey = columns.stream().collect(Collectors.groupingBy(ColumnInfo::key));
        var stored = footer.getRow_groups().getFirst().getColumns();
        for (int i = 0; i < columns.size(); i++) {
            ColumnMetaData pages = stored.get(i).getMeta_data();
            long first = pages.isSetDictionary_page_offset()
                    ? Math.min(pages.getDictionary_page_offset(), pages.getData_page_offset())
                    : pages.getData_page_offset();
            chunks.put(columns.get(i).name(), new Chunk(first, Math.toIntExact(pages.getTotal_compressed_size())));
        }
    }

    private FileMetaData footer() {
        ByteBuffer tail =
                ByteBuffer.wrap(object.read(object.size() - TAIL, TAIL)).order(ByteOrder.LITTLE_ENDIAN);
        int length = tail.getInt();
        if (tail.getInt() != MAGIC) {
            throw new IllegalStateException("Object " + object.key() + " is not Parquet");
        }
        try {
            return Util.readFileMetaData(new ByteArrayInputStream(object.read(object.size() - TAIL - length, length)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<ColumnInfo> columns() {
        return columns;
    }

    @Override
    public List<ColumnInfo> byKey(String key) {
        return byKey.getOrDefault(key, List.of());
    }

    @Override
    public Column read(ColumnInfo info) {
        Chunk chunk = chunks.get(info.name());
        MessageType schema = new MessageType("row", type(info.kind()));
        ColumnReader values = new ColumnReadStoreImpl(
                        new SegmentPages(object.read(chunk.offset(), chunk.size()), rows),
                        new NoConverter(),
                        schema,
                        createdBy)
                .getColumnReader(schema.getColumns().getFirst());
        RestoredColumn restored = new RestoredColumn(info, rows);
        for (int row = 0; row < rows; row++) {
            if (values.getCurrentDefinitionLevel() == 1) {
                switch (info.kind()) {
                    case Kind.LONG -> restored.add(row, Kind.LONG, values.getLong(), null);
                    case Kind.DOUBLE -> restored.addDouble(row, values.getDouble());
                    case Kind.BOOLEAN -> restored.add(row, Kind.BOOLEAN, values.getBoolean() ? 1 : 0, null);
                    default -> restored.addText(row, values.getBinary().getBytes());
                }
            }
            values.consume();
        }
        return restored.column();
    }

    private static PrimitiveType type(byte kind) {
        PrimitiveTypeName name = switch (kind) {
            case Kind.LONG -> PrimitiveTypeName.INT64;
            case Kind.DOUBLE -> PrimitiveTypeName.DOUBLE;
            case Kind.BOOLEAN -> PrimitiveTypeName.BOOLEAN;
            default -> PrimitiveTypeName.BINARY;
        };
        return Types.optional(name).named("value");
    }

    @Override
    public long weight() {
        return 2_000 + columns.size() * 600L;
    }
}
