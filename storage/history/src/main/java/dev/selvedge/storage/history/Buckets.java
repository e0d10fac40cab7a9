package dev.selvedge.storage.history;

import dev.selvedge.domain.runs.history.BucketQuery;
import dev.selvedge.domain.runs.history.BucketedSeries;
import dev.selvedge.domain.runs.history.SeriesBuckets;
import dev.selvedge.domain.runs.history.Smoother;
import dev.selvedge.domain.runs.history.Smoothing;

/** Answers one series of a bucket query in two passes over its groups or points: measure, then cut. */
final class Buckets {

    private final BucketQuery query;
    private final Points points;
    private final Extent extent;

    private Buckets(BucketQuery query, Points points) {
        this.query = query;
        this.points = points;
        this.extent = new Extent(query.min(), query.max());
    }

    static BucketedSeries of(View view, BucketQuery query, String key) {
        return new Buckets(query, new Points(view, query.x(), key)).series(view.version());
    }

    private BucketedSeries series(String version) {
        points.visit(extent);
        if (extent.isEmpty()) {
            return BucketedSeries.empty(version, false).damagedIn(points.damage());
        }
        boolean smoothing = query.smoothing().kind() != Smoothing.Kind.NONE;
        long rows = extent.inRange();
        // the buckets divide the range asked for, not the data in it, so that series of one plot line up
        double from = query.min() == null ? extent.low() : query.min();
        double to = query.max() == null ? extent.high() : query.max();
        long added = query.sampled() ? Math.min(rows, query.buckets()) : rows;
        SeriesBuckets buckets = new SeriesBuckets(from, to, added, query.buckets(), smoothing);
        if (smoothing || query.sampled()) {
            each(query.sampled() ? sample(buckets, rows) : buckets::add);
        } else {
            points.visit(new Cut(buckets));
        }
        return buckets.series(rows, version, extent.xMin(), extent.xMax()).damagedIn(points.damage());
    }

    /** An average depends on every point before it, and a sample counts them: there is nothing to skip. */
    private void each(Smoother.Sink into) {
        Smoother smoother = Smoother.of(query.smoothing(), extent.xMax() - extent.xMin());
        Smoother.Sink sink = (x, y, smoothed) -> {
            if (extent.has(x)) {
                into.point(x, y, smoothed);
            }
        };
        points.forEach((x, y) -> smoother.add(x, y, sink));
        smoother.end(sink);
    }

    private Smoother.Sink sample(SeriesBuckets buckets, long rows) {
        Sampling.Even even = new Sampling.Even(query.buckets(), rows);
        return (x, y, smoothed) -> {
            if (even.takesNext()) {
                buckets.add(x, y, smoothed);
            }
        };
    }

    private final class Cut implements SeriesTree.Visitor {
        private final SeriesBuckets buckets;

        Cut(SeriesBuckets buckets) {
            this.buckets = buckets;
        }

        @Override
        public boolean group(SeriesTree.Level level, int group) {
            double from = level.xMin[group];
            double to = level.xMax[group];
            if ((query.min() != null && to < query.min()) || (query.max() != null && from > query.max())) {
                return true;
            }
            return extent.has(from)
                    && extent.has(to)
                    && buckets.addGroup(
                            from, to, level.xLast[group], level.yLast[group], level.yMin[group], level.yMax[group]);
        }

        @Override
        public void point(double x, double y) {
            if (extent.has(x)) {
                buckets.add(x, y, y);
            }
        }
    }
}
