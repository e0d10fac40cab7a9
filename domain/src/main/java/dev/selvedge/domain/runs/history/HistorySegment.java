package dev.selvedge.domain.runs.history;

/**
 * Sealed rows: an immutable object in the object store. Segments of one stream never overlap.
 *
 * @param key of the object: it names its content
 * @param rows how many row numbers it spans; console lines may be missing among them
 * @param firstStep lowest {@code _step}, 0 for streams without steps
 * @param settled it is never joined with others any more, so clients may be shown it
 * @param lastStep highest {@code _step}, 0 for streams without steps
 */
public record HistorySegment(
        long id,
        HistoryId history,
        HistoryStream stream,
        String key,
        long firstRow,
        long rows,
        long firstStep,
        long lastStep,
        long bytes,
        boolean settled) {

    public long endRow() {
        return firstRow + rows;
    }
}
