package dev.selvedge.storage.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a chart needs to know of one series in a block, summed up for groups of 32 values, of 1,024 and so on. A
 * bucket takes whole groups and looks at single points only at its two edges, so that a chart costs the same however
 * long the run is, and its buckets are as exact as if every point had been looked at.
 */
final class SeriesTree implements BlockCache.Weighed {

    static final int FAN = 32;
    private static final SeriesTree EMPTY = new SeriesTree(List.of(), 0);

    /** Groups of one size. A group without points has a count of 0 and nothing else. */
    static final class Level {
        final int[] count;
        /** Points whose y is a number and not NaN; only these count for {@code yMin}, {@code yMax} and {@code ySum}. */
        final int[] numbers;

        final double[] xMin;
        final double[] xMax;
        final double[] xLast;
        final double[] yMin;
        final double[] yMax;
        final double[] yLast;
        final double[] ySum;

        private Level(int groups) {
            count = new int[groups];
            numbers = new int[groups];
            xMin = filled(groups, Double.POSITIVE_INFINITY);
            xMax = filled(groups, Double.NEGATIVE_INFINITY);
            xLast = new double[groups];
            yMin = filled(groups, Double.NaN);
            yMax = filled(groups, Double.NaN);
            yLast = new double[groups];
            ySum = new double[groups];
        }

        private static double[] filled(int size, double with) {
            double[] values = new double[size];
            Arrays.fill(values, with);
            return values;
        }

        private void add(int group, double x, double y) {
            count[group]++;
            xMin[group] = Math.min(xMin[group], x);
            xMax[group] = Math.max(xMax[group], x);
            xLast[group] = x;
            yLast[group] = y;
            if (!Double.isNaN(y)) {
                addNumbers(group, 1, y, y, y);
            }
        }

        /** The same for each point of two columns that are one beside the other, as nearly all are. */
        private void addAll(Column xs, Column ys) {
            boolean xIsDouble = xs.kind() == Kind.DOUBLE;
            boolean yIsDouble = ys.kind() == Kind.DOUBLE;
            long[] xBits = new long[FAN];
            long[] yBits = new long[FAN];
            for (int group = 0; group < count.length; group++) {
                int from = group * FAN;
                int size = Math.min(ys.size(), from + FAN) - from;
                xs.bits().copy(from, from + size, xBits);
                ys.bits().copy(from, from + size, yBits);
                if (!addX(group, xBits, xIsDouble, size) || !addY(group, yBits, yIsDouble, size)) {
                    addGroup(group, xBits, xIsDouble, yBits, yIsDouble, size);
                }
            }
        }

        /** Sums up what the group has of x; false when one is not finite. */
        private boolean addX(int group, long[] bits, boolean isDouble, int size) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            double x = 0;
            for (int i = 0; i < size; i++) {
                x = isDouble ? Double.longBitsToDouble(bits[i]) : bits[i];
                low = x < low ? x : low;
                high = x > high ? x : high;
                if (!Double.isFinite(x)) {
                    return false;
                }
            }
            xMin[group] = low;
            xMax[group] = high;
            xLast[group] = x;
            return true;
        }

        /** Sums up what the group has of y, all of whose points count; false when one is NaN. */
        private boolean addY(int group, long[] bits, boolean isDouble, int size) {
            double y = isDouble ? Double.longBitsToDouble(bits[0]) : bits[0];
            double min = y;
            double max = y;
            double sum = 0;
            for (int i = 0; i < size; i++) {
                y = isDouble ? Double.longBitsToDouble(bits[i]) : bits[i];
                min = y < min ? y : min;
                max = y > max ? y : max;
                sum += y;
                if (Double.isNaN(y)) {
                    return false;
                }
            }
            count[group] = size;
            numbers[group] = size;
            yMin[group] = min;
            yMax[group] = max;
            yLast[group] = y;
            ySum[group] = sum;
            return true;
        }

        /** Any group, some of whose points do not count. */
        private void addGroup(int group, long[] xBits, boolean xIsDouble, long[] yBits, boolean yIsDouble, int size) {
            int points = 0;
            int known = 0;
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            double min = Double.NaN;
            double max = Double.NaN;
            double sum = 0;
            double x = 0;
            double y = 0;
            for (int i = 0; i < size; i++) {
                double atX = xIsDouble ? Double.longBitsToDouble(xBits[i]) : xBits[i];
                if (!Double.isFinite(atX)) {
                    continue;
                }
                x = atX;
                y = yIsDouble ? Double.longBitsToDouble(yBits[i]) : yBits[i];
                points++;
                low = Math.min(low, x);
                high = Math.max(high, x);
                if (!Double.isNaN(y)) {
                    min = known == 0 || y < min ? y : min;
                    max = known == 0 || y > max ? y : max;
                    sum += y;
                    known++;
                }
            }
            count[group] = points;
            numbers[group] = known;
            xMin[group] = low;
            xMax[group] = high;
            xLast[group] = x;
            yMin[group] = min;
            yMax[group] = max;
            yLast[group] = y;
            ySum[group] = sum;
        }

        private void add(int group, Level from, int child) {
            if (from.count[child] == 0) {
                return;
            }
            count[group] += from.count[child];
            xMin[group] = Math.min(xMin[group], from.xMin[child]);
            xMax[group] = Math.max(xMax[group], from.xMax[child]);
            xLast[group] = from.xLast[child];
            yLast[group] = from.yLast[child];
            if (from.numbers[child] > 0) {
                addNumbers(group, from.numbers[child], from.yMin[child], from.yMax[child], from.ySum[child]);
            }
        }

        private void addNumbers(int group, int more, double min, double max, double sum) {
            boolean first = numbers[group] == 0;
            yMin[group] = first || min < yMin[group] ? min : yMin[group];
            yMax[group] = first || max > yMax[group] ? max : yMax[group];
            ySum[group] += sum;
            numbers[group] += more;
        }
    }

    /** Is shown the groups and points of a series in row order. */
    interface Visitor {

        /** Whether that was all there is to know of the group; otherwise its parts follow. */
        boolean group(Level level, int group);

        void point(double x, double y);
    }

    private final List<Level> levels;
    private final int values;

    private SeriesTree(List<Level> levels, int values) {
        this.levels = levels;
        this.values = values;
    }

    static SeriesTree of(Block block, String x, String y) {
        block.readAhead(x, y);
        BlockPoints points = BlockPoints.of(block, x, y);
        if (points == null) {
            return EMPTY;
        }
        int values = points.values();
        Level lowest = new Level(groups(values));
        if (points.areAligned()) {
            lowest.addAll(points.xs(), points.ys());
        } else {
            points.forEach(0, values, (index, atX, atY) -> lowest.add(index / FAN, atX, atY));
        }
        List<Level> levels = new ArrayList<>(List.of(lowest));
        while (levels.getLast().count.length > 1) {
            levels.add(joined(levels.getLast()));
        }
        return new SeriesTree(levels, values);
    }

    private static Level joined(Level lower) {
        Level level = new Level(groups(lower.count.length));
        for (int child = 0; child < lower.count.length; child++) {
            level.add(child / FAN, lower, child);
        }
        return level;
    }

    private static int groups(int of) {
        return (of + FAN - 1) / FAN;
    }

    /** Shows the rows of {@code piece}, whose block this is of. */
    void visit(Piece piece, String x, String y, Visitor visitor) {
        if (levels.isEmpty()) {
            return;
        }
        if (piece.isWhole()) {
            new Walk(piece.block(), x, y, 0, values, visitor).all();
            return;
        }
        BlockPoints points = BlockPoints.of(piece.block(), x, y);
        new Walk(piece.block(), x, y, points.from(piece.from()), points.from(piece.to()), visitor).all();
    }

    /** One visit of values {@code from} until {@code to}; single points are fetched when the first is wanted. */
    private final class Walk {
        private final Block block;
        private final String x;
        private final String y;
        private final int from;
        private final int to;
        private final Visitor visitor;
        private BlockPoints points;

        Walk(Block block, String x, String y, int from, int to, Visitor visitor) {
            this.block = block;
            this.x = x;
            this.y = y;
            this.from = from;
            this.to = to;
            this.visitor = visitor;
        }

        void all() {
            int top = levels.size() - 1;
            for (int group = 0; group < levels.get(top).count.length; group++) {
                group(top, group);
            }
        }

        private void group(int height, int group) {
            Level level = levels.get(height);
            long size = size(height);
            long start = group * size;
            long end = Math.min(values, start + size);
            if (level.count[group] == 0 || end <= from || start >= to) {
                return;
            }
            if (start >= from && end <= to && visitor.group(level, group)) {
                return;
            }
            if (height == 0) {
                points((int) Math.max(from, start), (int) Math.min(to, end));
                return;
            }
            int last = Math.min(levels.get(height - 1).count.length, (group + 1) * FAN);
            for (int child = group * FAN; child < last; child++) {
                group(height - 1, child);
            }
        }

        private void points(int first, int end) {
            if (points == null) {
                points = BlockPoints.of(block, x, y);
            }
            points.forEach(first, end, (index, atX, atY) -> visitor.point(atX, atY));
        }
    }

    private static long size(int height) {
        long size = FAN;
        for (int i = 0; i < height; i++) {
            size *= FAN;
        }
        return size;
    }

    @Override
    public int weight() {
        return (int) Math.min(Integer.MAX_VALUE, 200 + groups(values) * 66L);
    }
}
