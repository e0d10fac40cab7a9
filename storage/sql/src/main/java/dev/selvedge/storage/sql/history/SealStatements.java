package dev.selvedge.storage.sql.history;

import static dev.selvedge.storage.sql.FixedStatement.any;
import static dev.selvedge.storage.sql.schema.Tables.HISTORY_CHUNK;
import static dev.selvedge.storage.sql.schema.Tables.HISTORY_GARBAGE;
import static dev.selvedge.storage.sql.schema.Tables.HISTORY_SEGMENT;
import static dev.selvedge.storage.sql.schema.Tables.HISTORY_STREAM;
import static org.jooq.impl.DSL.inline;

import dev.selvedge.domain.runs.history.HistoryId;
import dev.selvedge.domain.runs.history.HistorySegment;
import dev.selvedge.domain.runs.history.HistoryStore.Sealed;
import dev.selvedge.domain.runs.history.HistoryStream;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.FixedStatement;
import java.time.Instant;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;

/** What sealing asks and changes of each stream, once for each run that ends. */
final class SealStatements {

    private final DSLContext sql;
    private final FixedStatement lease;
    private final FixedStatement lock;
    private final FixedStatement save;
    private final FixedStatement dropChunks;
    private final FixedStatement left;
    private final FixedStatement addSegment;
    private final FixedStatement keep;

    SealStatements(Database database) {
        sql = database.sql();
        Condition oneStream = StreamStatements.oneStream();
        Condition chunks = HISTORY_CHUNK
                .HISTORY_ID
                .eq(any(HISTORY_CHUNK.HISTORY_ID))
                .and(HISTORY_CHUNK.STREAM.eq(any(HISTORY_CHUNK.STREAM)));
        lease = new FixedStatement(
                database,
                sql.update(HISTORY_STREAM)
                        .set(HISTORY_STREAM.LEASE_OWNER, any(HISTORY_STREAM.LEASE_OWNER))
                        .set(HISTORY_STREAM.LEASE_UNTIL, any(HISTORY_STREAM.LEASE_UNTIL))
                        .where(oneStream)
                        .and(HISTORY_STREAM
                                .LEASE_UNTIL
                                .isNull()
                                .or(HISTORY_STREAM.LEASE_UNTIL.lt(any(HISTORY_STREAM.LEASE_UNTIL)))
                                .or(HISTORY_STREAM.LEASE_OWNER.eq(any(HISTORY_STREAM.LEASE_OWNER)))));
        lock = new FixedStatement(
                database,
                sql.select(
                                HISTORY_STREAM.LEASE_OWNER,
                                HISTORY_STREAM.SHOWN,
                                HISTORY_STREAM.ENDED,
                                HISTORY_STREAM.EXPOSABLE)
                        .from(HISTORY_STREAM)
                        .where(oneStream)
                        .forUpdate());
        save = new FixedStatement(
                database,
                sql.update(HISTORY_STREAM)
                        .set(HISTORY_STREAM.CHUNK_BYTES, any(HISTORY_STREAM.CHUNK_BYTES))
                        .set(HISTORY_STREAM.SEAL_AT, any(HISTORY_STREAM.SEAL_AT))
                        .set(HISTORY_STREAM.EXPOSABLE, any(HISTORY_STREAM.EXPOSABLE))
                        .set(HISTORY_STREAM.LEASE_OWNER, inline((String) null))
                        .set(HISTORY_STREAM.LEASE_UNTIL, inline(null, HISTORY_STREAM.LEASE_UNTIL))
                        .where(oneStream));
        dropChunks = new FixedStatement(
                database,
                sql.deleteFrom(HISTORY_CHUNK)
                        .where(chunks)
                        .and(HISTORY_CHUNK.SEQUENCE.le(any(HISTORY_CHUNK.SEQUENCE))));
        left = new FixedStatement(
                database,
                sql.select(HISTORY_CHUNK.RAW_BYTES).from(HISTORY_CHUNK).where(chunks));
        addSegment = new FixedStatement(
                database,
                sql.insertInto(HISTORY_SEGMENT)
                        .set(HISTORY_SEGMENT.HISTORY_ID, any(HISTORY_SEGMENT.HISTORY_ID))
                        .set(HISTORY_SEGMENT.STREAM, any(HISTORY_SEGMENT.STREAM))
                        .set(HISTORY_SEGMENT.OBJECT_KEY, any(HISTORY_SEGMENT.OBJECT_KEY))
                        .set(HISTORY_SEGMENT.FIRST_ROW, any(HISTORY_SEGMENT.FIRST_ROW))
                        .set(HISTORY_SEGMENT.ROW_COUNT, any(HISTORY_SEGMENT.ROW_COUNT))
                        .set(HISTORY_SEGMENT.FIRST_STEP, any(HISTORY_SEGMENT.FIRST_STEP))
                        .set(HISTORY_SEGMENT.LAST_STEP, any(HISTORY_SEGMENT.LAST_STEP))
                        .set(HISTORY_SEGMENT.SIZE_BYTES, any(HISTORY_SEGMENT.SIZE_BYTES))
                        .set(HISTORY_SEGMENT.SETTLED, any(HISTORY_SEGMENT.SETTLED)));
        keep = new FixedStatement(
                database,
                sql.deleteFrom(HISTORY_GARBAGE).where(HISTORY_GARBAGE.OBJECT_KEY.eq(any(HISTORY_GARBAGE.OBJECT_KEY))));
    }

    boolean lease(HistoryId history, HistoryStream stream, String owner, Instant now, Instant until) {
        return lease.change(owner, until, history.value(), stream.word(), now, owner) == 1;
    }

    Optional<Record> lock(Sealed sealed) {
        return lock.find(sealed.history().value(), sealed.stream().word());
    }

    void save(Sealed sealed, long chunkBytes, Instant sealAt, boolean exposable) {
        save.change(
                chunkBytes,
                sealAt,
                exposable,
                sealed.history().value(),
                sealed.stream().word());
    }

    void dropChunks(Sealed sealed) {
        dropChunks.change(sealed.history().value(), sealed.stream().word(), sealed.upToSequence());
    }

    /** How much text is left in chunks. */
    long left(Sealed sealed) {
        return left.list(sealed.history().value(), sealed.stream().word()).stream()
                .mapToLong(row -> row.get(HISTORY_CHUNK.RAW_BYTES))
                .sum();
    }

    void add(HistorySegment segment) {
        addSegment.change(
                segment.history().value(),
                segment.stream().word(),
                segment.key(),
                segment.firstRow(),
                segment.rows(),
                segment.firstStep(),
                segment.lastStep(),
                segment.bytes(),
                segment.settled());
    }

    /** The engines say this in words of their own, which only jOOQ's rendering with its rules makes. */
    void discard(String key, Instant now) {
        sql.insertInto(HISTORY_GARBAGE)
                .set(HISTORY_GARBAGE.OBJECT_KEY, key)
                .set(HISTORY_GARBAGE.UNREFERENCED_AT, now)
                .onDuplicateKeyUpdate()
                .set(HISTORY_GARBAGE.UNREFERENCED_AT, now)
                .execute();
    }

    void keep(String key) {
        keep.change(key);
    }
}
