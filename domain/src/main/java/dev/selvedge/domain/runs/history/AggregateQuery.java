package dev.selvedge.domain.runs.history;

import java.util.List;

/**
 * One curve of several runs.
 *
 * @param min of x, null = open
 * @param max of x, inclusive, null = open
 */
public record AggregateQuery(
        HistoryStream stream, String x, int buckets, Double min, Double max, List<BucketQuery.Series> series) {

    /** Each run has a value in each bucket while a median is taken. */
    public static final int MOST_CELLS = 4_000_000;

    public AggregateQuery {
        series = List.copyOf(series);
        if (buckets < 1 || buckets > BucketQuery.MOST_BUCKETS) {
            throw new IllegalArgumentException("buckets must be between 1 and " + BucketQuery.MOST_BUCKETS);
        }
        if ((long) buckets * series.size() > MOST_CELLS) {
            throw new IllegalArgumentException("A group may have at most " + MOST_CELLS + " runs times buckets");
        }
    }
}
