package dev.selvedge.storage.sql.history;

import static dev.selvedge.storage.sql.FixedStatement.any;
import static dev.selvedge.storage.sql.schema.Tables.HISTORY;
import static dev.selvedge.storage.sql.schema.Tables.HISTORY_CHUNK;
import static dev.selvedge.storage.sql.schema.Tables.HISTORY_STREAM;
import static org.jooq.impl.DSL.inline;

import dev.selvedge.domain.runs.history.HistoryChunk;
import dev.selvedge.domain.runs.history.HistoryId;
import dev.selvedge.domain.runs.history.HistoryStream;
import dev.selvedge.domain.runs.history.StreamState;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.FixedStatement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;

/** What each request asks and changes of a stream: those that bring rows, and those that read them. */
final class StreamStatements {

    private final FixedStatement create;
    private final FixedStatement add;
    private final FixedStatement find;
    private final FixedStatement lock;
    private final FixedStatement save;
    private final FixedStatement addChunk;

    StreamStatements(Database database) {
        DSLContext sql = database.sql();
        Condition oneStream = oneStream();
        create = new FixedStatement(
                database,
                sql.insertInto(HISTORY)
                        .set(HISTORY.CREATED_AT, any(HISTORY.CREATED_AT))
                        .set(HISTORY.DELETED, inline(false)));
        add = new FixedStatement(
                database,
                sql.insertInto(HISTORY_STREAM)
                        .set(HISTORY_STREAM.HISTORY_ID, any(HISTORY_STREAM.HISTORY_ID))
                        .set(HISTORY_STREAM.STREAM, any(HISTORY_STREAM.STREAM))
                        .set(HISTORY_STREAM.FIRST_ROW, any(HISTORY_STREAM.FIRST_ROW))
                        .set(HISTORY_STREAM.ROW_COUNT, any(HISTORY_STREAM.ROW_COUNT))
                        .set(HISTORY_STREAM.LAST_STEP, any(HISTORY_STREAM.LAST_STEP))
                        .set(HISTORY_STREAM.SEQUENCE, any(HISTORY_STREAM.SEQUENCE))
                        .set(HISTORY_STREAM.CHUNK_BYTES, any(HISTORY_STREAM.CHUNK_BYTES))
                        .set(HISTORY_STREAM.ENDED, any(HISTORY_STREAM.ENDED))
                        .set(HISTORY_STREAM.EXPOSABLE, any(HISTORY_STREAM.EXPOSABLE)));
        find = new FixedStatement(database, sql.selectFrom(HISTORY_STREAM).where(oneStream));
        lock = new FixedStatement(
                database, sql.selectFrom(HISTORY_STREAM).where(oneStream).forUpdate());
        save = new FixedStatement(
                database,
                sql.update(HISTORY_STREAM)
                        .set(HISTORY_STREAM.ROW_COUNT, any(HISTORY_STREAM.ROW_COUNT))
                        .set(HISTORY_STREAM.LAST_STEP, any(HISTORY_STREAM.LAST_STEP))
                        .set(HISTORY_STREAM.SEQUENCE, any(HISTORY_STREAM.SEQUENCE))
                        .set(HISTORY_STREAM.CHUNK_BYTES, any(HISTORY_STREAM.CHUNK_BYTES))
                        .set(HISTORY_STREAM.SEAL_AT, any(HISTORY_STREAM.SEAL_AT))
                        .set(HISTORY_STREAM.ENDED, any(HISTORY_STREAM.ENDED))
                        .set(HISTORY_STREAM.EXPOSABLE, any(HISTORY_STREAM.EXPOSABLE))
                        .set(HISTORY_STREAM.REPLAY_OFFSET, any(HISTORY_STREAM.REPLAY_OFFSET))
                        .set(HISTORY_STREAM.REPLAY_ROW, any(HISTORY_STREAM.REPLAY_ROW))
                        .set(HISTORY_STREAM.REPLAY_NEXT, any(HISTORY_STREAM.REPLAY_NEXT))
                        .where(oneStream));
        addChunk = new FixedStatement(
                database,
                sql.insertInto(HISTORY_CHUNK)
                        .set(HISTORY_CHUNK.HISTORY_ID, any(HISTORY_CHUNK.HISTORY_ID))
                        .set(HISTORY_CHUNK.STREAM, any(HISTORY_CHUNK.STREAM))
                        .set(HISTORY_CHUNK.SEQUENCE, any(HISTORY_CHUNK.SEQUENCE))
                        .set(HISTORY_CHUNK.FIRST_ROW, any(HISTORY_CHUNK.FIRST_ROW))
                        .set(HISTORY_CHUNK.ROW_COUNT, any(HISTORY_CHUNK.ROW_COUNT))
                        .set(HISTORY_CHUNK.FIRST_STEP, any(HISTORY_CHUNK.FIRST_STEP))
                        .set(HISTORY_CHUNK.LAST_STEP, any(HISTORY_CHUNK.LAST_STEP))
                        .set(HISTORY_CHUNK.RAW_BYTES, any(HISTORY_CHUNK.RAW_BYTES))
                        .set(HISTORY_CHUNK.PAYLOAD, any(HISTORY_CHUNK.PAYLOAD)));
    }

    /** For a fixed statement: which stream of which history, in this order. */
    static Condition oneStream() {
        return HISTORY_STREAM
                .HISTORY_ID
                .eq(any(HISTORY_STREAM.HISTORY_ID))
                .and(HISTORY_STREAM.STREAM.eq(any(HISTORY_STREAM.STREAM)));
    }

    HistoryId create(Instant now) {
        return new HistoryId(create.insert(now));
    }

    /** Streams without rows of their own. */
    void add(List<StreamState> empty) {
        add.changeEach(empty.stream()
                .map(state -> new Object[] {
                    state.history().value(),
                    state.stream().word(),
                    state.firstRow(),
                    state.rows(),
                    state.lastStep(),
                    state.sequence(),
                    state.chunkBytes(),
                    state.ended(),
                    state.exposable()
                })
                .toList());
    }

    Optional<StreamState> find(HistoryId history, HistoryStream stream) {
        return find.find(history.value(), stream.word()).map(StreamRows::state);
    }

    Optional<StreamState> lock(HistoryId history, HistoryStream stream) {
        return lock.find(history.value(), stream.word()).map(StreamRows::state);
    }

    void save(StreamState state) {
        StreamState.Replay replay = state.replay();
        save.change(
                state.rows(),
                state.lastStep(),
                state.sequence(),
                state.chunkBytes(),
                state.sealAt(),
                state.ended(),
                state.exposable(),
                replay == null ? null : replay.offset(),
                replay == null ? null : replay.row(),
                replay == null ? null : replay.next(),
                state.history().value(),
                state.stream().word());
    }

    void addChunk(HistoryChunk chunk, byte[] text) {
        addChunk.change(
                chunk.history().value(),
                chunk.stream().word(),
                chunk.sequence(),
                chunk.firstRow(),
                chunk.rows(),
                chunk.firstStep(),
                chunk.lastStep(),
                chunk.rawBytes(),
                ChunkPayload.of(text));
    }
}
