package dev.selvedge.storage.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final Map<Block, DamagedObject> damaged = new HashMap<>();
    private boolean prepared;
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
        view.readAhead(block -> true);
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
        prepare();
        each(piece -> piece.block().tree(x, y).visit(piece, x, y, visitor));
    }

    /** Sums up the segments of a long run side by side. */
    private void prepare() {
        if (prepared) {
            return;
        }
        prepared = true;
        view.readAhead(block -> !block.hasTree(x, y));
        List<SegmentBlock> unknown = new ArrayList<>();
        for (Piece piece : view.pieces()) {
            if (piece.block() instanceof SegmentBlock segment && !segment.hasTree(x, y)) {
                unknown.add(segment);
            }
        }
        List<Optional<DamagedObject>> found =
                SideBySide.map(unknown, block -> block.segment().rows(), this::sumUp);
        for (int i = 0; i < found.size(); i++) {
            Block block = unknown.get(i);
            found.get(i).ifPresent(damage -> damaged.put(block, damage));
        }
    }

    private Optional<DamagedObject> sumUp(Block block) {
        try {
            block.tree(x, y);
            return Optional.empty();
        } catch (DamagedObject e) {
            return Optional.of(e);
        }
    }

    private void each(Consumer<Piece> action) {
        damage = null;
        for (Piece piece : view.pieces()) {
            try {
                DamagedObject known = damaged.get(piece.block());
                if (known != null) {
                    throw known;
                }
                action.accept(piece);
            } catch (DamagedObject e) {
                damage = damage == null ? e.rows() : damage + ", " + e.rows();
            }
        }
    }
}
