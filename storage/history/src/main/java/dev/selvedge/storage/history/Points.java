package dev.selvedge.storage.history;

/** The points of one series in row order: rows that hold both a finite x and a number. */
final class Points {

    interface Sink {
        void point(double x, double y);
    }

    private final View view;
    private final String x;
    private final String y;

    Points(View view, String x, String y) {
        this.view = view;
        this.x = x;
        this.y = y;
    }

    void forEach(Sink sink) {
        for (Piece piece : view.pieces()) {
            Column ys = piece.block().column(y);
            Column xs = piece.block().column(x);
            if (ys == null) {
                continue;
            }
            if (xs != null) {
                join(piece, xs, ys, sink);
            } else if (x.equals(Selection.STEP)) {
                byRow(piece, ys, sink);
            }
        }
    }

    private static void join(Piece piece, Column xs, Column ys, Sink sink) {
        int end = ys.from(piece.to());
        int i = xs.from(piece.from());
        for (int j = ys.from(piece.from()); j < end; j++) {
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
                    sink.point(at, ys.number(j));
                }
            }
        }
    }

    /** System metrics have no steps: there the row's number serves. */
    private static void byRow(Piece piece, Column ys, Sink sink) {
        int end = ys.from(piece.to());
        for (int j = ys.from(piece.from()); j < end; j++) {
            if (ys.isNumber(j)) {
                sink.point(piece.block().firstRow() + ys.row(j), ys.number(j));
            }
        }
    }
}
