package dev.selvedge.storage.history;

/** The points of one series in a block: values of y in rows that hold a finite x too. */
final class BlockPoints {

    interface Sink {
        /** @param index of the value in the column of y */
        void point(int index, double x, double y);
    }

    private final long firstRow;
    /** Null where the row's number serves: system metrics have no steps. */
    private final Column xs;

    private final Column ys;

    private BlockPoints(long firstRow, Column xs, Column ys) {
        this.firstRow = firstRow;
        this.xs = xs;
        this.ys = ys;
    }

    /** Null when the block has no such points. */
    static BlockPoints of(Block block, String x, String y) {
        Column ys = block.column(y);
        Column xs = ys == null ? null : block.column(x);
        if (ys == null || (xs == null && !x.equals(Selection.STEP))) {
            return null;
        }
        return new BlockPoints(block.firstRow(), xs, ys);
    }

    int values() {
        return ys.size();
    }

    /** Whether value i of y belongs to value i of x, and all of both are numbers. */
    boolean areAligned() {
        return xs != null && xs.isPlainNumbers() && ys.isPlainNumbers() && xs.size() >= ys.size();
    }

    Column xs() {
        return xs;
    }

    Column ys() {
        return ys;
    }

    /** Index of the first value at or after a row of the block. */
    int from(int row) {
        return ys.from(row);
    }

    void forEach(int from, int to, Sink sink) {
        if (from >= to) {
            return;
        }
        if (xs == null) {
            byRow(from, to, sink);
        } else {
            join(from, to, sink);
        }
    }

    private void join(int from, int to, Sink sink) {
        int i = xs.from(ys.row(from));
        for (int j = from; j < to; j++) {
            int row = ys.row(j);
            while (i < xs.size() && xs.row(i) < row) {
                i++;
            }
            if (i == xs.size()) {
                return;
            }
            if (xs.row(i) == row && ys.isNumber(j) && xs.isNumber(i)) {
                double at = xs.number(i);
                if (Double.isFinite(at)) {
                    sink.point(j, at, ys.number(j));
                }
            }
        }
    }

    private void byRow(int from, int to, Sink sink) {
        for (int j = from; j < to; j++) {
            if (ys.isNumber(j)) {
                sink.point(j, firstRow + ys.row(j), ys.number(j));
            }
        }
    }
}
