package dev.selvedge.storage.history;

import dev.selvedge.domain.runs.history.HistorySegment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
        for (ColumnInfo info : segments.reader(segment).columns()) {
            keys.merge(info.key(), info.stats(), KeyStats::then);
        }
        return keys;
    }

    @Override
    public Map<String, Byte> kinds() {
        Map<String, Byte> kinds = new HashMap<>();
        for (ColumnInfo info : segments.reader(segment).columns()) {
            kinds.merge(info.key(), info.kind(), ExportColumns::common);
        }
        return kinds;
    }

    @Override
    public RowTexts texts() {
        RowRenderer renderer = new RowRenderer(columns());
        return renderer::text;
    }
}
