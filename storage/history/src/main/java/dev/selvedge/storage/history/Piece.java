package dev.selvedge.storage.history;

/** Rows {@code firstRow} until {@code endRow} of a history, as they stand in a block. */
record Piece(Block block, long firstRow, long endRow) {

    long rows() {
        return endRow - firstRow;
    }

    /** The piece's first row, counted from the block's first. */
    int from() {
        return Math.toIntExact(firstRow - block.firstRow());
    }

    int to() {
        return Math.toIntExact(endRow - block.firstRow());
    }

    boolean isWhole() {
        return firstRow == block.firstRow() && endRow == block.endRow();
    }

    Piece between(long first, long end) {
        return first <= firstRow && end >= endRow
                ? this
                : new Piece(block, Math.max(first, firstRow), Math.min(end, endRow));
    }
}
