package dev.selvedge.storage.history;

import dev.selvedge.domain.runs.history.BucketQuery;
import dev.selvedge.domain.runs.history.BucketedSeries;
import dev.selvedge.domain.runs.history.SeriesBuckets;
import dev.selvedge.domain.runs.history.Smoother;
import dev.selvedge.domain.runs.history.Smoothing;

/** Answers one series of a bucket query in two passes over its points: measure, then cut. */
final class Buckets {

    private final BucketQuery query;
    private double xMin = Double.POSITIVE_INFINITY;
    private double xMax = Double.NEGATIVE_INFINITY;
    private double low = Double.POSITIVE_INFINITY;
    private double high = Double.NEGATIVE_INFINITY;
    private long inRange;

    private Buckets(BucketQuery query) {
        this.query = query;
    }

    static BucketedSeries of(View view, BucketQuery query, String key) {
        return new Buckets(query).series(new Points(view, query.x(), key), view.version());
    }

    private BucketedSeries series(Points points, String version) {
        points.forEach((x, y) -> measure(x));
        if (xMin > xMax) {
            return BucketedSeries.empty(version, false);
        }
        boolean smoothing = query.smoothing().kind() != Smoothing.Kind.NONE;
        // the buckets divide the range asked for, not the data in it, so that series of one plot line up
        double from = query.min() == null ? low : query.min();
        double to = query.max() == null ? high : query.max();
        SeriesBuckets buckets = new SeriesBuckets(from, to, inRange, query.buckets(), smoothing);
        if (smoothing) {
            Smoother smoother = Smoother.of(query.smoothing(), xMax - xMin);
            Smoother.Sink sink = (x, y, smoothed) -> {
                if (isInRange(x)) {
                    buckets.add(x, y, smoothed);
                }
            };
            points.forEach((x, y) -> smoother.add(x, y, sink));
            smoother.end(sink);
        } else {
            points.forEach((x, y) -> {
                if (isInRange(x)) {
                    buckets.add(x, y, y);
                }
            });
        }
        return buckets.series(inRange, version, xMin, xMax);
    }

    private void measure(double x) {
        xMin = Math.min(xMin, x);
        xMax = Math.max(xMax, x);
        if (isInRange(x)) {
            low = Math.min(low, x);
            high = Math.max(high, x);
            inRange++;
        }
    }

    private boolean isInRange(double x) {
        return (query.min() == null || x >= query.min()) && (query.max() == null || x <= query.max());
    }
}
