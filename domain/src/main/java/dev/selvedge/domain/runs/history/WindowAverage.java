package dev.selvedge.domain.runs.history;

import java.util.Arrays;

/** Weighted mean of the points around each point. */
final class WindowAverage implements Smoother {

    /** Wider windows cost more time than they show. */
    static final int WIDEST = 2_001;

    private final double[] weights;
    private final double[] xs;
    private final double[] ys;
    private final int radius;
    private long added;
    private long emitted;

    private WindowAverage(double[] weights) {
        this.weights = weights;
        this.radius = weights.length / 2;
        this.xs = new double[weights.length];
        this.ys = new double[weights.length];
    }

    static WindowAverage running(double points) {
        int width = (int) Math.clamp(points, 1, WIDEST);
        double[] weights = new double[width | 1];
        Arrays.fill(weights, 1);
        return new WindowAverage(weights);
    }

    static WindowAverage gaussian(double deviation) {
        int radius = (int) Math.clamp(Math.ceil(3 * deviation), 0, WIDEST / 2);
        double[] weights = new double[2 * radius + 1];
        for (int i = 0; i < weights.length; i++) {
            double distance = deviation == 0 ? 0 : (i - radius) / deviation;
            weights[i] = Math.exp(-distance * distance / 2);
        }
        return new WindowAverage(weights);
    }

    @Override
    public void add(double x, double y, Sink sink) {
        int at = (int) (added % xs.length);
        xs[at] = x;
        ys[at] = y;
        added++;
        if (added - emitted > radius) {
            emit(sink);
        }
    }

    @Override
    public void end(Sink sink) {
        while (emitted < added) {
            emit(sink);
        }
    }

    private void emit(Sink sink) {
        double sum = 0;
        double total = 0;
        long from = Math.max(0, emitted - radius);
        long to = Math.min(added - 1, emitted + radius);
        for (long i = from; i <= to; i++) {
            double y = ys[(int) (i % ys.length)];
            if (!Double.isNaN(y)) {
                double weight = weights[(int) (i - emitted + radius)];
                sum += weight * y;
                total += weight;
            }
        }
        int at = (int) (emitted % xs.length);
        emitted++;
        sink.point(xs[at], ys[at], total == 0 ? Double.NaN : sum / total);
    }
}
