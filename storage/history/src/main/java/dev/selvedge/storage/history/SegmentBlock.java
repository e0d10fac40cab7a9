package dev.selvedge.storage.history;

import dev.selvedge.domain.runs.history.HistorySegment;

/** Sealed rows. */
interface SegmentBlock extends Block {

    HistorySegment segment();

    Segments segments();

    @Override
    default Object identity() {
        return segment().key();
    }

    @Override
    default BlockCache cache() {
        return segments().cache();
    }

    @Override
    default long firstRow() {
        return segment().firstRow();
    }

    @Override
    default long endRow() {
        return segment().endRow();
    }

    @Override
    default long firstStep() {
        return segment().firstStep();
    }

    @Override
    default long lastStep() {
        return segment().lastStep();
    }
}
