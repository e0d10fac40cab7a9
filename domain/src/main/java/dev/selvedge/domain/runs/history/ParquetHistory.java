package dev.selvedge.domain.runs.history;

import java.util.List;

/**
 * A history as files for clients that read Parquet themselves.
 *
 * @param keys of the objects, in row order; both lists are empty while rows are still outside of final segments, which
 *     makes clients page through the rows instead
 * @param liveRows JSON texts of rows that no file holds
 */
public record ParquetHistory(List<String> keys, List<String> liveRows) {
    public static final ParquetHistory NONE = new ParquetHistory(List.of(), List.of());
}
