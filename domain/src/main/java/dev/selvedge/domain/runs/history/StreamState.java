package dev.selvedge.domain.runs.history;

import java.time.Instant;

/**
 * How far one stream of a history has come.
 *
 * @param firstRow rows below are inherited from other histories
 * @param rows number of the next row, inherited ones counted
 * @param lastStep highest {@code _step} so far, null without rows; of the stream {@code HISTORY} only
 * @param sequence of the newest chunk; grows with every append, so that it also tells readers what is new
 * @param chunkBytes text of chunks that wait to be sealed
 * @param sealAt when sealing is due, null when nothing waits
 * @param ended nothing more is expected: the last rows may be sealed and small segments joined
 * @param exposable false once rows that clients may have seen in a segment had to change
 * @param replay rows that a client sends again under new offsets, null when there are none
 */
public record StreamState(
        HistoryId history,
        HistoryStream stream,
        long firstRow,
        long rows,
        Long lastStep,
        long sequence,
        long chunkBytes,
        Instant sealAt,
        boolean ended,
        boolean exposable,
        Replay replay) {

    /**
     * A client that uploads a run a second time, or runs it anew, is told the number of rows there are, takes it as its
     * offset, and counts steps from the start again. Its offset {@code offset} means row {@code row}.
     *
     * @param next the offset its next request will have
     */
    public record Replay(long offset, long row, long next) {

        /** The first request of the client will show where it counts from. */
        static final Replay TO_BE_SEEN = new Replay(-1, 0, -1);

        boolean isToBeSeen() {
            return offset < 0;
        }

        boolean covers(long requestOffset) {
            return requestOffset >= offset && requestOffset <= next;
        }

        long rowOf(long requestOffset) {
            return row + (requestOffset - offset);
        }
    }

    StreamState endedBy(Instant due) {
        return new StreamState(
                history, stream, firstRow, rows, lastStep, sequence, chunkBytes, due, true, exposable, replay);
    }

    StreamState with(Replay newReplay) {
        return new StreamState(
                history, stream, firstRow, rows, lastStep, sequence, chunkBytes, sealAt, ended, exposable, newReplay);
    }

    public static StreamState empty(HistoryId history, HistoryStream stream, long firstRow, Long lastStep) {
        return new StreamState(history, stream, firstRow, firstRow, lastStep, 0, 0, null, false, true, null);
    }
}
