package dev.selvedge.storage.history;

import dev.selvedge.domain.objects.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Util;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/**
 * Reads whole columns with Parquet's own decoders, below the level at which they would need Hadoop. Columns are found by
 * their position, since dotted names are taken for paths by readers that go by name. The parsed footer is kept.
 */
final class ParquetSegmentReader implements SegmentReader {

    private static final int TAIL = 8;
    private static final int LIKELY_FOOTER = 16 << 10;
    private static final int MAGIC = 0x31524150; // PAR1, little endian

    private final ObjectInput object;
    private final int rows;
    private final List<ColumnInfo> columns;
    private final Map<String, List<ColumnInfo>> byKey;
    private final Map<String, Chunk> chunks = new HashMap<>();

    /**
     * Where a column's pages stand.
     *
     * @param sum null when it is not known
     */
    private record Chunk(long offset, int size, Integer sum, boolean isWide) {}

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
        columns = SegmentFooter.read(metadata.get(SegmentFooter.COLUMNS));
        byKey = columns.stream().collect(Collectors.groupingBy(ColumnInfo::key));
        var stored = footer.getRow_groups().getFirst().getColumns();
        int[] sums = ColumnSums.read(metadata.get(ColumnSums.KEY));
        for (int i = 0; i < columns.size(); i++) {
            ColumnMetaData pages = stored.get(i).getMeta_data();
            chunks.put(
                    columns.get(i).name(),
                    new Chunk(
                            ColumnSums.start(pages),
                            Math.toIntExact(pages.getTotal_compressed_size()),
                            sums == null ? null : sums[i],
                            columns.get(i).kind() == Kind.LONG && isWide(pages.getStatistics())));
        }
    }

    private static boolean isWide(Statistics statistics) {
        if (statistics == null || !statistics.isSetMin_value() || !statistics.isSetMax_value()) {
            return true;
        }
        return !StoredColumn.isExact(number(statistics.getMin_value()))
                || !StoredColumn.isExact(number(statistics.getMax_value()));
    }

    private static long number(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    private FileMetaData footer() {
        // most footers are short and come with the bytes that say how long they are
        byte[] end = object.end((int) Math.min(object.size(), LIKELY_FOOTER));
        ByteBuffer tail = ByteBuffer.wrap(end, end.length - TAIL, TAIL).order(ByteOrder.LITTLE_ENDIAN);
        int length = tail.getInt();
        if (tail.getInt() != MAGIC || length < 0 || length > object.size() - TAIL) {
            throw new IllegalStateException("Object " + object.key() + " is not Parquet");
        }
        int whole = length + TAIL;
        byte[] footer =
                whole > end.length ? object.end(whole) : Arrays.copyOfRange(end, end.length - whole, end.length);
        FooterCheck.verify(object.key(), footer);
        try {
            return Util.readFileMetaData(new ByteArrayInputStream(footer, 0, length));
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
    public boolean isWide(ColumnInfo info) {
        return chunks.get(info.name()).isWide();
    }

    @Override
    public Column read(ColumnInfo info) {
        PrimitiveType type = type(info.kind());
        ColumnDescriptor descriptor = new ColumnDescriptor(new String[] {"value"}, type, 0, 1);
        return new ColumnPages(info, descriptor, rows).read(new SegmentPages(bytes(chunks.get(info.name()))));
    }

    private byte[] bytes(Chunk chunk) {
        byte[] bytes = object.read(chunk.offset(), chunk.size());
        if (chunk.sum() != null && chunk.sum() != ColumnSums.of(bytes, 0, bytes.length)) {
            throw new IllegalStateException("A column's checksum is wrong");
        }
        return bytes;
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
