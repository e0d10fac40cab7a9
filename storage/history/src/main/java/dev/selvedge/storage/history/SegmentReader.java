package dev.selvedge.storage.history;

import java.util.List;

/** One segment file. The one place that knows which library reads Parquet. */
interface SegmentReader {

    List<ColumnInfo> columns();

    /** Columns under a dotted key: one, unless several paths have that key. */
    List<ColumnInfo> byKey(String key);

    Column read(ColumnInfo column);

    /** Whether a column of whole numbers may have some that a double cannot hold. */
    boolean isWide(ColumnInfo column);

    /** Heap that keeping the reader costs. */
    long weight();
}
