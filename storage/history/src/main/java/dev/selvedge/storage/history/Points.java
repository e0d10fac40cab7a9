package dev.selvedge.storage.history;

import java.util.function.Consumer;

/**
 * The points of one series in row order: rows that hold both a finite x and a number. What a damaged object held is left
 * out and said, so that it does not take the rest of a chart with it.
 */
final class Points {

    interface Sink {
        void point(double x, double y);
    }

    private final View view;
    private final String x;
    private final String y;
    private String damage;

    Points(View view, String x, String y) {
        this.view = view;
        this.x = x;
        this.y = y;
    }

    /** Rows that were left out, null when there are none. */
    String damage() {
        return damage;
    }

    void forEach(Sink sink) {
        each(piece -> {
            BlockPoints points = BlockPoints.of(piece.block(), x, y);
            if (points != null) {
                points.forEach(
                        points.from(piece.from()), points.from(piece.to()), (index, atX, atY) -> sink.point(atX, atY));
            }
        });
    }

    /** The same in groups where the visitor is content with them. */
    void visit(SeriesTree.Visitor visitor) {
        each(piece -> piece.block().tree(x, y).visit(piece, x, y, visitor));
    }

    private void each(Consumer<Piece> action) {
        damage = null;
        for (Piece piece : view.pieces()) {
            try {
                action.accept(piece);
            } catch (DamagedObject e) {
                damage = damage == null ? e.rows() : damage + ", " + e.rows();
            }
        }
    }
}
