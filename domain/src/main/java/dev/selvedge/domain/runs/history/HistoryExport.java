package dev.selvedge.domain.runs.history;

import java.io.OutputStream;
import java.util.List;

/** Whole histories as files, streamed: memory is bounded by a part of one run. */
public interface HistoryExport {

    /** @param run what the rows are marked with */
    record Source(String run, HistoryId history) {}

    /**
     * One Parquet file with a row for each row and a column {@code run}. A key that holds numbers in one run and text in
     * another is text in JSON.
     *
     * @param keys dotted; empty = all. {@code _step} is always there
     */
    void parquet(HistoryStream stream, List<Source> sources, List<String> keys, OutputStream out);

    /** The rows as JSON, one on a line, each with a first key {@code _run}. */
    void lines(HistoryStream stream, List<Source> sources, OutputStream out);
}
