package dev.selvedge.storage.history;

import dev.selvedge.domain.runs.history.HistorySegment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Sealed rows in Parquet. */
record ParquetBlock(HistorySegment segment, Segments segments) implements SegmentBlock {

    /** Rows from which on decoding a column takes longer than a thread. */
    private static final long LONG = 50_000;

    @Override
    public Column column(String key) {
        Column found = null;
        for (ColumnInfo info : segments.reader(segment).byKey(key)) {
            Column column = segments.column(segment, info);
            found = found == null ? column : DecodedColumns.merge(found, column);
        }
        return found;
    }

    /** Decodes both columns of a long segment at the same time. */
    @Override
    public void readAhead(String x, String y) {
        SegmentReader reader = segments.reader(segment);
        if (segment.rows() >= LONG
                && !x.equals(y)
                && !reader.byKey(x).isEmpty()
                && !reader.byKey(y).isEmpty()) {
            SideBySide.map(List.of(y, x), key -> segment.rows(), this::column);
        }
    }

    List<Column> columns() {
        return segments.reader(segment).columns().stream()
                .map(info -> segments.column(segment, info))
                .toList();
    }

    /** Whether another reader of the object gets all values as they were logged: none stands as JSON text. */
    boolean isPlain() {
        return segments.reader(segment).columns().stream().noneMatch(info -> info.kind() == Kind.JSON);
    }

    @Override
    public Map<String, KeyStats> keys() {
        Map<String, KeyStats> keys = new HashMap<>();
        each(
                (key, info) -> keys.put(key, info.stats()),
                (key, column) -> keys.put(key, KeyStats.of(column, 0, Math.toIntExact(segment.rows()))));
        return keys;
    }

    @Override
    public Map<String, Byte> kinds() {
        Map<String, Byte> kinds = new HashMap<>();
        each(
                (key, info) -> kinds.put(key, kind(info)),
                (key, column) -> kinds.put(key, StoredColumn.kindOf(column, 0, column.size())));
        return kinds;
    }

    private byte kind(ColumnInfo info) {
        if (info.stats().isOfNulls()) {
            return Kind.NULL;
        }
        return info.kind() == Kind.LONG && segments.reader(segment).isWide(info) ? Kind.WIDE : info.kind();
    }

    /** Of two paths with one key only the values tell what is seen where a row has both. */
    private void each(BiConsumer<String, ColumnInfo> ofOnePath, BiConsumer<String, Column> ofSeveral) {
        SegmentReader reader = segments.reader(segment);
        for (ColumnInfo info : reader.columns()) {
            List<ColumnInfo> sharing = reader.byKey(info.key());
            if (sharing.size() == 1) {
                ofOnePath.accept(info.key(), info);
            } else if (sharing.getFirst() == info) {
                ofSeveral.accept(info.key(), column(info.key()));
            }
        }
    }

    @Override
    public RowTexts texts() {
        RowRenderer renderer = new RowRenderer(columns());
        return renderer::text;
    }
}
