package dev.selvedge.domain.runs.history;

/**
 * Acknowledged rows that are not yet sealed: the lines of one request. Where chunks overlap, the one of the higher
 * sequence holds.
 *
 * @param firstStep lowest {@code _step}, 0 for streams without steps
 * @param lastStep highest {@code _step}, 0 for streams without steps
 * @param rawBytes size of the text
 */
public record HistoryChunk(
        HistoryId history,
        HistoryStream stream,
        long sequence,
        long firstRow,
        int rows,
        long firstStep,
        long lastStep,
        int rawBytes) {

    public long endRow() {
        return firstRow + rows;
    }
}
