package dev.selvedge.domain.runs.history;

/** How a series is smoothed before it is cut into buckets. */
public record Smoothing(Kind kind, double parameter) {

    public static final Smoothing NONE = new Smoothing(Kind.NONE, 0);

    public enum Kind {
        NONE,
        /** Exponential moving average, debiased; the parameter is the weight of the past, 0 up to 1. */
        EMA,
        /** The same with the weight scaled by the distance in x, so that uneven logging does not change the look. */
        TIME_WEIGHTED_EMA,
        /** Mean weighted by a bell curve; the parameter is its standard deviation in points. */
        GAUSSIAN,
        /** Mean of the parameter's number of points around each. */
        RUNNING_AVERAGE
    }

    public Smoothing {
        if (Double.isNaN(parameter) || parameter < 0) {
            throw new IllegalArgumentException("The smoothing parameter must not be negative");
        }
        if ((kind == Kind.EMA || kind == Kind.TIME_WEIGHTED_EMA) && parameter >= 1) {
            throw new IllegalArgumentException("The smoothing weight must be below 1");
        }
    }
}
