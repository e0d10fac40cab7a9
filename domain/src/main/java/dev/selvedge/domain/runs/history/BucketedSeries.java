package dev.selvedge.domain.runs.history;

/**
 * A series cut to at most as many points as were asked for.
 *
 * @param rows how many points there are in the range
 * @param exact every point is here: {@code last}, {@code min} and {@code max} are one array
 * @param version changes whenever the points may have changed
 * @param unchanged the asker has this version: the arrays are empty
 * @param xMin smallest x of the whole series, NaN without points
 * @param smoothed last smoothed value of each bucket, null without smoothing
 * @param damage rows that could not be read and are left out, in words; null when all are there
 */
public record BucketedSeries(
        long rows,
        boolean exact,
        String version,
        boolean unchanged,
        double xMin,
        double xMax,
        double[] x,
        double[] last,
        double[] min,
        double[] max,
        double[] smoothed,
        String damage) {

    /** A series that is not there. */
    public static final BucketedSeries NONE = empty("", false);

    public static BucketedSeries empty(String version, boolean unchanged) {
        double[] none = {};
        return new BucketedSeries(
                0, true, version, unchanged, Double.NaN, Double.NaN, none, none, none, none, null, null);
    }

    public BucketedSeries damagedIn(String someRows) {
        return someRows == null
                ? this
                : new BucketedSeries(
                        rows, exact, version, unchanged, xMin, xMax, x, last, min, max, smoothed, someRows);
    }

    public int count() {
        return x.length;
    }
}
