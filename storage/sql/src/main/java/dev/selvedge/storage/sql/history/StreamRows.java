package dev.selvedge.storage.sql.history;

import static dev.selvedge.storage.sql.schema.Tables.HISTORY_STREAM;

import dev.selvedge.domain.runs.history.HistoryId;
import dev.selvedge.domain.runs.history.HistoryStream;
import dev.selvedge.domain.runs.history.StreamState;
import org.jooq.Condition;
import org.jooq.Record;

/** The state of a stream as a row. */
final class StreamRows {

    private StreamRows() {}

    static Condition is(HistoryId history, HistoryStream stream) {
        return HISTORY_STREAM.HISTORY_ID.eq(history.value()).and(HISTORY_STREAM.STREAM.eq(stream.word()));
    }

    static StreamState state(Record row) {
        return new StreamState(
                new HistoryId(row.get(HISTORY_STREAM.HISTORY_ID)),
                HistoryStream.of(row.get(HISTORY_STREAM.STREAM)),
                row.get(HISTORY_STREAM.FIRST_ROW),
                row.get(HISTORY_STREAM.ROW_COUNT),
                row.get(HISTORY_STREAM.LAST_STEP),
                row.get(HISTORY_STREAM.SEQUENCE),
                row.get(HISTORY_STREAM.CHUNK_BYTES),
                row.get(HISTORY_STREAM.SEAL_AT),
                row.get(HISTORY_STREAM.ENDED),
                row.get(HISTORY_STREAM.EXPOSABLE),
                row.get(HISTORY_STREAM.REPLAY_OFFSET) == null
                        ? null
                        : new StreamState.Replay(
                                row.get(HISTORY_STREAM.REPLAY_OFFSET),
                                row.get(HISTORY_STREAM.REPLAY_ROW),
                                row.get(HISTORY_STREAM.REPLAY_NEXT)));
    }
}
