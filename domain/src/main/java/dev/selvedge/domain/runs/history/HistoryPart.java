package dev.selvedge.domain.runs.history;

/**
 * Rows {@code firstRow} until {@code endRow} of a stream that belong to {@code source}. Parts are flat: the source holds
 * these rows itself. Row numbers are the same in every history that shares them.
 */
public record HistoryPart(HistoryStream stream, HistoryId source, long firstRow, long endRow) {
    public HistoryPart {
        if (firstRow < 0 || endRow <= firstRow) {
            throw new IllegalArgumentException("Part " + firstRow + ".." + endRow + " is empty");
        }
    }
}
