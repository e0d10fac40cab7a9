package dev.selvedge.storage.history;

import dev.selvedge.domain.runs.history.HistoryChunk;
import dev.selvedge.domain.runs.history.HistorySegment;

/** Rows whose bytes are not what was written. Trying again does not help. */
final class DamagedObject extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String rows;

    DamagedObject(HistorySegment segment, Throwable cause) {
        super("the object " + segment.key() + " is damaged", cause);
        this.rows = "rows " + segment.firstRow() + " to " + (segment.endRow() - 1);
    }

    DamagedObject(HistoryChunk chunk, Throwable cause) {
        super("what the database holds of them is damaged", cause);
        this.rows = "rows " + chunk.firstRow() + " to " + (chunk.endRow() - 1);
    }

    /** Which rows are lost with it. */
    String rows() {
        return rows;
    }
}
