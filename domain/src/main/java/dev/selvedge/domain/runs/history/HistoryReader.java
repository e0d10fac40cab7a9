package dev.selvedge.domain.runs.history;

import java.util.List;
import java.util.function.Predicate;

/**
 * Reads histories, whatever their rows lie in: inherited parts, segments and chunks look like one sequence of rows. Of
 * rows written twice, the later text is seen. Memory is bounded by the answer, not by the history.
 */
public interface HistoryReader {

    /** All rows in {@code steps}, in row order, as JSON texts, until {@code sink} says no. */
    void rows(HistoryId history, HistoryStream stream, StepRange steps, Predicate<String> sink);

    /** All rows in {@code steps} when they are at most {@code samples}, else evenly picked with the first and last. */
    List<String> sampledRows(HistoryId history, HistoryStream stream, StepRange steps, int samples);

    /** Each a JSON object with just the keys asked for, dotted as asked. */
    List<String> sampledKeys(HistoryId history, HistoryStream stream, SampleSpec spec);

    /** The same as one JSON array. */
    String sampledKeysText(HistoryId history, HistoryStream stream, SampleSpec spec);

    /** The last {@code count} rows, the last one last. */
    List<String> tail(HistoryId history, HistoryStream stream, int count);

    HistoryKeys keys(HistoryId history, HistoryStream stream);

    /** How many rows have a step of at most {@code step}; rows are in the order of their steps. */
    long rowsUpTo(HistoryId history, long step);

    long stepOfRow(HistoryId history, long row);

    /** {@code first} lines after line {@code after}; from the start when that is null. */
    ConsolePage linesAfter(HistoryId history, Long after, int first);

    ConsolePage lastLines(HistoryId history, int last);

    /**
     * Keys of the objects that hold all rows as Parquet, in row order. What stands at a position never changes. Empty
     * while rows are outside of final segments: clients then page through the rows.
     */
    List<String> parquetObjects(HistoryId history);

    /** One answer per series, in their order. */
    List<BucketedSeries> buckets(BucketQuery query);

    /** Several runs as one curve. */
    AggregatedSeries aggregate(AggregateQuery query);
}
