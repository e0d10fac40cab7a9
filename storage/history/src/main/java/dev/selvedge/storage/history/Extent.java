package dev.selvedge.storage.history;

/** How far a series goes: over all of it, and within a range of x. */
final class Extent implements SeriesTree.Visitor {

    private final Double min;
    private final Double max;
    private double xMin = Double.POSITIVE_INFINITY;
    private double xMax = Double.NEGATIVE_INFINITY;
    private double low = Double.POSITIVE_INFINITY;
    private double high = Double.NEGATIVE_INFINITY;
    private long inRange;

    /** @param min null = open, as {@code max} */
    Extent(Double min, Double max) {
        this.min = min;
        this.max = max;
    }

    @Override
    public boolean group(SeriesTree.Level level, int group) {
        double from = level.xMin[group];
        double to = level.xMax[group];
        boolean outside = (min != null && to < min) || (max != null && from > max);
        if (!outside && !(has(from) && has(to))) {
            return false;
        }
        xMin = Math.min(xMin, from);
        xMax = Math.max(xMax, to);
        if (!outside) {
            low = Math.min(low, from);
            high = Math.max(high, to);
            inRange += level.count[group];
        }
        return true;
    }

    @Override
    public void point(double x, double y) {
        xMin = Math.min(xMin, x);
        xMax = Math.max(xMax, x);
        if (has(x)) {
            low = Math.min(low, x);
            high = Math.max(high, x);
            inRange++;
        }
    }

    boolean has(double x) {
        return (min == null || x >= min) && (max == null || x <= max);
    }

    boolean isEmpty() {
        return xMin > xMax;
    }

    double xMin() {
        return xMin;
    }

    double xMax() {
        return xMax;
    }

    /** Lowest x in the range. */
    double low() {
        return low;
    }

    double high() {
        return high;
    }

    long inRange() {
        return inRange;
    }
}
