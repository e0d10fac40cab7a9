package dev.selvedge.domain.runs.history;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Cuts a series to at most so many points: all of them if they are few, otherwise last, min and max of equally wide
 * buckets of x. Empty buckets are left out.
 */
public final class SeriesBuckets {

    private final double low;
    private final double width;
    private final boolean exact;
    private final boolean smoothing;
    private final double[] x;
    private final double[] last;
    private final double[] min;
    private final double[] max;
    private final double[] smoothed;
    private final boolean[] used;
    private int exactCount;

    /**
     * @param low lowest x in range
     * @param high highest x in range
     * @param points how many points in range are added at most; where there are more, these are a sample. Fewer are added
     *     where an object is found to be damaged after they were counted.
     */
    public SeriesBuckets(double low, double high, long points, int buckets, boolean smoothing) {
        this.low = low;
        this.exact = points <= buckets;
        int size = exact ? (int) points : buckets;
        this.width = (high - low) / size;
        this.smoothing = smoothing;
        x = new double[size];
        last = new double[size];
        min = exact ? null : new double[size];
        max = exact ? null : new double[size];
        smoothed = smoothing ? new double[size] : null;
        used = exact ? null : new boolean[size];
    }

    public void add(double atX, double y, double smoothedY) {
        int bucket = exact ? exactCount++ : bucket(atX);
        x[bucket] = atX;
        last[bucket] = y;
        if (smoothing) {
            smoothed[bucket] = smoothedY;
        }
        if (!exact) {
            widen(bucket, y, y);
        }
    }

    /**
     * Adds neighbouring points at once, unsmoothed.
     *
     * @return false, and nothing is added, where they do not fall into one bucket
     */
    public boolean addGroup(double fromX, double toX, double lastX, double lastY, double lowY, double highY) {
        if (exact) {
            return false;
        }
        int bucket = bucket(fromX);
        if (bucket(toX) != bucket) {
            return false;
        }
        x[bucket] = lastX;
        last[bucket] = lastY;
        widen(bucket, lowY, highY);
        return true;
    }

    private void widen(int bucket, double lowY, double highY) {
        if (!used[bucket] || Double.isNaN(min[bucket])) {
            used[bucket] = true;
            min[bucket] = lowY;
            max[bucket] = highY;
        } else {
            min[bucket] = lowY < min[bucket] ? lowY : min[bucket];
            max[bucket] = highY > max[bucket] ? highY : max[bucket];
        }
    }

    private int bucket(double atX) {
        // a width of 0 gives NaN here, and NaN becomes bucket 0
        int bucket = (int) ((atX - low) / width);
        return Math.clamp(bucket, 0, x.length - 1);
    }

    public BucketedSeries series(long rows, String version, double xMin, double xMax) {
        int[] order = exact
                ? ascending()
                : IntStream.range(0, x.length).filter(i -> used[i]).toArray();
        double[] lastOnes = pick(last, order);
        return new BucketedSeries(
                rows,
                exact && rows <= x.length,
                version,
                false,
                xMin,
                xMax,
                pick(x, order),
                lastOnes,
                exact ? lastOnes : pick(min, order),
                exact ? lastOnes : pick(max, order),
                smoothing ? pick(smoothed, order) : null,
                null);
    }

    /** Points come in row order; any key may be x, and plots want it ascending. */
    private int[] ascending() {
        for (int i = 1; i < exactCount; i++) {
            if (x[i] < x[i - 1]) {
                return IntStream.range(0, exactCount)
                        .boxed()
                        .sorted(Comparator.comparingDouble(point -> x[point]))
                        .mapToInt(Integer::intValue)
                        .toArray();
            }
        }
        return IntStream.range(0, exactCount).toArray();
    }

    private static double[] pick(double[] values, int[] order) {
        double[] picked = new double[order.length];
        Arrays.setAll(picked, i -> values[order[i]]);
        return picked;
    }
}
