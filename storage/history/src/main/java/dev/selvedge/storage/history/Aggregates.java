package dev.selvedge.storage.history;

import dev.selvedge.domain.runs.history.AggregateQuery;
import dev.selvedge.domain.runs.history.AggregatedSeries;
import dev.selvedge.domain.runs.history.RunMeans;
import dev.selvedge.domain.runs.history.Statistics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Joins the series of several runs: first all are measured, so that they are cut at the same places. */
final class Aggregates {

    private final AggregateQuery query;
    private final List<Member> members = new ArrayList<>();

    record Member(Points points, Extent extent) {}

    Aggregates(AggregateQuery query) {
        this.query = query;
    }

    /** Changes nothing here. */
    Member measured(View view, String key) {
        Points points = new Points(view, query.x(), key);
        Extent extent = new Extent(query.min(), query.max());
        points.visit(extent);
        return new Member(points, extent);
    }

    void add(Member member) {
        members.add(member);
    }

    AggregatedSeries series() {
        String damage = damage();
        List<Member> present =
                members.stream().filter(member -> member.extent().inRange() > 0).toList();
        if (present.isEmpty()) {
            return AggregatedSeries.empty(damage);
        }
        long rows =
                present.stream().mapToLong(member -> member.extent().inRange()).sum();
        double[] logged = loggedPositions(present);
        if (logged != null) {
            List<RunMeans> runs = new ArrayList<>();
            present.forEach(member -> runs.add(at(logged, member)));
            return Statistics.of(runs, logged, rows, true, damage);
        }
        double[] lastX = new double[query.buckets()];
        Arrays.fill(lastX, Double.NEGATIVE_INFINITY);
        List<RunMeans> runs = new ArrayList<>();
        Frame frame = frame(present);
        present.forEach(member -> runs.add(cut(frame, lastX, member)));
        return Statistics.of(runs, lastX, rows, false, damage);
    }

    private String damage() {
        String damage = null;
        for (Member member : members) {
            String one = member.points().damage();
            damage = damage == null ? one : one == null ? damage : damage + ", " + one;
        }
        return damage;
    }

    /** Every x there is, ascending, or null when there are more than buckets. */
    private double[] loggedPositions(List<Member> present) {
        double[] positions = {};
        for (Member member : present) {
            if (member.extent().inRange() > query.buckets()) {
                return null;
            }
            double[] own = new double[(int) member.extent().inRange()];
            int[] count = {0};
            member.points().forEach((x, y) -> {
                if (member.extent().has(x)) {
                    own[count[0]++] = oneZero(x);
                }
            });
            double[] both = Arrays.copyOf(positions, positions.length + own.length);
            System.arraycopy(own, 0, both, positions.length, own.length);
            positions = Arrays.stream(both).sorted().distinct().toArray();
            if (positions.length > query.buckets()) {
                return null;
            }
        }
        return positions;
    }

    private static RunMeans at(double[] positions, Member member) {
        RunMeans means = new RunMeans(positions.length);
        member.points().forEach((x, y) -> {
            if (member.extent().has(x)) {
                means.add(Arrays.binarySearch(positions, oneZero(x)), y);
            }
        });
        return means;
    }

    /** Sorting and searching take 0.0 and -0.0 for two positions. */
    private static double oneZero(double x) {
        return x == 0 ? 0 : x;
    }

    /** Where the buckets stand. */
    private record Frame(double from, double width, int buckets) {
        int bucket(double x) {
            // a width of 0 gives NaN here, and NaN becomes bucket 0
            return Math.clamp((int) ((x - from) / width), 0, buckets - 1);
        }
    }

    private Frame frame(List<Member> present) {
        double low = query.min() != null
                ? query.min()
                : present.stream().mapToDouble(it -> it.extent().low()).min().orElseThrow();
        double high = query.max() != null
                ? query.max()
                : present.stream().mapToDouble(it -> it.extent().high()).max().orElseThrow();
        return new Frame(low, (high - low) / query.buckets(), query.buckets());
    }

    private RunMeans cut(Frame frame, double[] lastX, Member member) {
        RunMeans means = new RunMeans(frame.buckets());
        member.points().visit(new SeriesTree.Visitor() {
            @Override
            public boolean group(SeriesTree.Level level, int group) {
                double from = level.xMin[group];
                double to = level.xMax[group];
                if ((query.min() != null && to < query.min()) || (query.max() != null && from > query.max())) {
                    return true;
                }
                int bucket = frame.bucket(from);
                if (!member.extent().has(from) || !member.extent().has(to) || frame.bucket(to) != bucket) {
                    return false;
                }
                lastX[bucket] = Math.max(lastX[bucket], to);
                means.add(bucket, level.numbers[group], level.ySum[group], level.yMin[group], level.yMax[group]);
                return true;
            }

            @Override
            public void point(double x, double y) {
                if (member.extent().has(x)) {
                    int bucket = frame.bucket(x);
                    lastX[bucket] = Math.max(lastX[bucket], x);
                    means.add(bucket, y);
                }
            }
        });
        return means;
    }
}
