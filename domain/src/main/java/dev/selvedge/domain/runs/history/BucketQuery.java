package dev.selvedge.domain.runs.history;

import java.util.List;

/**
 * Series for a line plot.
 *
 * @param x dotted key of the horizontal axis; a row without it has no place in the plot
 * @param buckets at most so many points a series
 * @param min of x, null = open
 * @param max of x, inclusive, null = open
 * @param sampled evenly picked points instead of buckets: lighter, and a spike between two of them is not seen
 */
public record BucketQuery(
        HistoryStream stream,
        String x,
        int buckets,
        Double min,
        Double max,
        boolean sampled,
        Smoothing smoothing,
        List<Series> series) {

    public static final int MOST_BUCKETS = 10_000;

    public BucketQuery {
        series = List.copyOf(series);
        if (buckets < 1 || buckets > MOST_BUCKETS) {
            throw new IllegalArgumentException("buckets must be between 1 and " + MOST_BUCKETS);
        }
    }

    /** @param known version the asker has, or null: if it is still the newest, no points are answered */
    public record Series(HistoryId history, String key, String known) {}
}
