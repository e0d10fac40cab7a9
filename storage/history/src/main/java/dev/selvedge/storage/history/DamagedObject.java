package dev.selvedge.storage.history;

import dev.selvedge.domain.runs.history.HistorySegment;

/** Sealed rows whose object is not what was written. Trying again does not help. */
final class DamagedObject extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String rows;

    DamagedObject(HistorySegment segment, Throwable cause) {
        super("the object " + segment.key() + " is damaged", cause);
        this.rows = "rows " + segment.firstRow() + " to " + (segment.endRow() - 1);
    }

    /** Which rows are lost with it. */
    String rows() {
        return rows;
    }
}
