package dev.selvedge.domain.runs.history;

/**
 * The exponential moving average of the reference, debiased, as its documentation gives it: plain, or with the weight
 * taken to the power of the distance in x, measured in thousandths of the series' width.
 */
final class MovingAverage implements Smoother {

    private static final double VIEWPORT = 1000;

    private final double weight;
    private final double xRange;
    private double previousX = Double.NaN;
    private double sum;
    private double bias;

    /** @param xRange 0 for the plain average */
    MovingAverage(double parameter, double xRange) {
        this.weight = xRange > 0 ? Math.min(Math.sqrt(parameter), 0.999) : parameter;
        this.xRange = xRange;
    }

    @Override
    public void add(double x, double y, Sink sink) {
        if (!Double.isNaN(y)) {
            double past = xRange > 0 ? Math.pow(weight, distance(x)) : weight;
            sum = sum * past + y;
            bias = bias * past + 1;
            previousX = x;
        }
        sink.point(x, y, bias == 0 ? Double.NaN : sum / bias);
    }

    private double distance(double x) {
        return Double.isNaN(previousX) ? 0 : Math.max(0, (x - previousX) / xRange * VIEWPORT);
    }

    @Override
    public void end(Sink sink) {
        // every point went out as it came
    }
}
