package dev.selvedge.domain.runs.history;

import java.util.Arrays;
import java.util.List;

/** Statistics of a group of runs at each position of x. */
public final class Statistics {

    private final List<RunMeans> runs;
    private final double[] x;
    private final double[][] columns;
    private int size;

    private Statistics(List<RunMeans> runs, double[] x) {
        this.runs = runs;
        this.x = x;
        this.columns = new double[8][x.length];
    }

    /** Positions at which no run has a value are left out. */
    public static AggregatedSeries of(List<RunMeans> runs, double[] x, long rows, boolean exact, String damage) {
        Statistics statistics = new Statistics(runs, x);
        double[] means = new double[runs.size()];
        for (int position = 0; position < x.length; position++) {
            statistics.add(position, means);
        }
        return statistics.series(rows, exact, damage);
    }

    private void add(int position, double[] means) {
        int count = 0;
        double sum = 0;
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (RunMeans run : runs) {
            if (run.has(position)) {
                means[count] = run.mean(position);
                sum += means[count++];
                min = Math.min(min, run.min(position));
                max = Math.max(max, run.max(position));
            }
        }
        if (count > 0) {
            double mean = sum / count;
            double std = deviation(means, count, mean);
            put(x[position], mean, median(means, count), min, max, std, std / Math.sqrt(count), count);
        }
    }

    private void put(double... values) {
        for (int i = 0; i < values.length; i++) {
            columns[i][size] = values[i];
        }
        size++;
    }

    private static double deviation(double[] values, int count, double mean) {
        if (count == 1) {
            return 0;
        }
        double squares = 0;
        for (int i = 0; i < count; i++) {
            squares += (values[i] - mean) * (values[i] - mean);
        }
        return Math.sqrt(squares / (count - 1));
    }

    private static double median(double[] values, int count) {
        double[] sorted = Arrays.copyOf(values, count);
        Arrays.sort(sorted);
        int middle = count / 2;
        return count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private AggregatedSeries series(long rows, boolean exact, String damage) {
        for (int i = 0; i < columns.length; i++) {
            columns[i] = Arrays.copyOf(columns[i], size);
        }
        return new AggregatedSeries(
                runs.size(),
                rows,
                exact,
                columns[0],
                columns[1],
                columns[2],
                columns[3],
                columns[4],
                columns[5],
                columns[6],
                columns[7],
                damage);
    }
}
