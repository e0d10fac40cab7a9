package dev.selvedge.storage.history;

import dev.selvedge.domain.runs.history.StepRange;
import java.util.Arrays;

/**
 * Some rows of a piece.
 *
 * @param rows counted from the block's first; null when all rows of the piece are meant
 */
record Selection(Piece piece, int[] rows) {

    static final String STEP = "_step";

    int count() {
        return rows == null ? Math.toIntExact(piece.rows()) : rows.length;
    }

    int row(int index) {
        return rows == null ? piece.from() + index : rows[index];
    }

    static Selection of(Piece piece, StepRange steps) {
        Block block = piece.block();
        if (steps.min() <= block.firstStep() && (steps.end() > block.lastStep() || steps.end() == Long.MAX_VALUE)) {
            return new Selection(piece, null);
        }
        if (!steps.touches(block.firstStep(), block.lastStep())) {
            return new Selection(piece, new int[0]);
        }
        Column column = block.column(STEP);
        int[] rows = new int[Math.toIntExact(piece.rows())];
        int count = 0;
        for (int i = column.from(piece.from()); i < column.from(piece.to()); i++) {
            if (steps.has(column.bits().at(i))) {
                rows[count++] = column.row(i);
            }
        }
        return new Selection(piece, count == rows.length ? null : Arrays.copyOf(rows, count));
    }

    /** Rows of the piece that hold a value in every column. */
    Selection holding(Column[] columns) {
        if (areFull(columns)) {
            return this;
        }
        int[] held = new int[count()];
        int count = 0;
        for (int i = 0; i < count(); i++) {
            int row = row(i);
            boolean all = true;
            for (Column column : columns) {
                int at = column.at(row);
                all &= at >= 0 && column.kind(at) != Kind.NULL;
            }
            if (all) {
                held[count++] = row;
            }
        }
        return new Selection(piece, Arrays.copyOf(held, count));
    }

    /** Most series have a value in every row, and then there is nothing to look for. */
    private boolean areFull(Column[] columns) {
        for (Column column : columns) {
            if (column.rows() != null
                    || column.kinds() != null
                    || column.kind() == Kind.NULL
                    || column.size() < piece.to()) {
                return false;
            }
        }
        return true;
    }
}
