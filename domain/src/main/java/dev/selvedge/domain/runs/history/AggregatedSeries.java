package dev.selvedge.domain.runs.history;

/**
 * Statistics over runs, a position of x at a time. A run that has several points there takes part with their mean in
 * mean, median and deviation, and with each of them in min and max. NaN takes no part.
 *
 * @param runs how many runs have any point in the range
 * @param rows how many points there are in the range
 * @param exact every x that was logged has a position of its own
 * @param std of a sample (n - 1), 0 for one run
 * @param stderr {@code std} by the root of {@code count}
 * @param count how many runs there are at each position
 * @param damage rows that could not be read and are left out, in words; null when all are there
 */
public record AggregatedSeries(
        int runs,
        long rows,
        boolean exact,
        double[] x,
        double[] mean,
        double[] median,
        double[] min,
        double[] max,
        double[] std,
        double[] stderr,
        double[] count,
        String damage) {

    public static AggregatedSeries empty(String damage) {
        double[] none = {};
        return new AggregatedSeries(0, 0, true, none, none, none, none, none, none, none, none, damage);
    }

    public int size() {
        return x.length;
    }
}
