package dev.selvedge.storage.history;

import java.util.List;

/**
 * What a segment's footer says of a column beyond what Parquet does.
 *
 * @param name the Parquet column's: the dotted key, made unique where two paths have the same
 * @param path names from the row's object inwards
 * @param kind of the stored values: {@link Kind#JSON} when there are several kinds
 * @param longs rows in which a double column holds what was logged as a whole number, as {@link RowSet} text; null when
 *     there are none
 * @param nulls rows in which null was logged, which Parquet cannot tell from nothing; null when there are none
 */
record ColumnInfo(String name, List<String> path, byte kind, String longs, String nulls, KeyStats stats) {

    String key() {
        return path.size() == 1 ? path.getFirst() : String.join(".", path);
    }
}
