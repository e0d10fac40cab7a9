package dev.selvedge.domain.runs.history;

/**
 * Smooths a series point by point. Points may come out later than they go in, but in their order, each with its own x
 * and value beside the smoothed one. A NaN neither counts nor spreads.
 */
public interface Smoother {

    interface Sink {
        void point(double x, double y, double smoothed);
    }

    void add(double x, double y, Sink sink);

    void end(Sink sink);

    /** @param xRange width of the series in x, which the time-weighted average is scaled to */
    static Smoother of(Smoothing smoothing, double xRange) {
        return switch (smoothing.kind()) {
            case NONE -> new MovingAverage(0, 0);
            case EMA -> new MovingAverage(smoothing.parameter(), 0);
            case TIME_WEIGHTED_EMA -> new MovingAverage(smoothing.parameter(), xRange);
            case GAUSSIAN -> WindowAverage.gaussian(smoothing.parameter());
            case RUNNING_AVERAGE -> WindowAverage.running(smoothing.parameter());
        };
    }
}
