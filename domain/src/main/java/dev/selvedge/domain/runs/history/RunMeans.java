package dev.selvedge.domain.runs.history;

import java.util.Arrays;

/** One run's part in an aggregate: sum, number, lowest and highest of its values at each position. */
public final class RunMeans {

    private final double[] sum;
    private final long[] count;
    private final double[] min;
    private final double[] max;

    public RunMeans(int positions) {
        sum = new double[positions];
        count = new long[positions];
        min = new double[positions];
        max = new double[positions];
        Arrays.fill(min, Double.POSITIVE_INFINITY);
        Arrays.fill(max, Double.NEGATIVE_INFINITY);
    }

    public void add(int position, double y) {
        if (!Double.isNaN(y)) {
            add(position, 1, y, y, y);
        }
    }

    /** Several values at once, none of them NaN. */
    public void add(int position, long values, double total, double lowest, double highest) {
        if (values > 0) {
            sum[position] += total;
            count[position] += values;
            min[position] = Math.min(min[position], lowest);
            max[position] = Math.max(max[position], highest);
        }
    }

    boolean has(int position) {
        return count[position] > 0;
    }

    double mean(int position) {
        return sum[position] / count[position];
    }

    double min(int position) {
        return min[position];
    }

    double max(int position) {
        return max[position];
    }
}
