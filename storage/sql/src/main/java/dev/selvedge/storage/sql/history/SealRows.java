package dev.selvedge.storage.sql.history;

import static dev.selvedge.storage.sql.schema.Tables.HISTORY;
import static dev.selvedge.storage.sql.schema.Tables.HISTORY_CHUNK;
import static dev.selvedge.storage.sql.schema.Tables.HISTORY_GARBAGE;
import static dev.selvedge.storage.sql.schema.Tables.HISTORY_SEGMENT;
import static dev.selvedge.storage.sql.schema.Tables.HISTORY_STREAM;
import static dev.selvedge.storage.sql.schema.Tables.HISTORY_WRITER_RANGE;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.sum;

import dev.selvedge.domain.runs.history.HistorySegment;
import dev.selvedge.domain.runs.history.HistoryStore.Sealed;
import dev.selvedge.storage.sql.schema.tables.records.HistoryStreamRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;

/** What sealing and deleting change, within one transaction. */
final class SealRows {

    private SealRows() {}

    static boolean replace(DSLContext sql, Sealed sealed, Instant now) {
        HistoryStreamRecord state = sql.selectFrom(HISTORY_STREAM)
                .where(StreamRows.is(sealed.history(), sealed.stream()))
                .forUpdate()
                .fetchOne();
        if (state == null || !sealed.owner().equals(state.getLeaseOwner()) || (sealed.joins() && state.getShown())) {
            return false;
        }
        replaceSegments(sql, sealed, now);
        Condition sealedChunks = HISTORY_CHUNK
                .HISTORY_ID
                .eq(sealed.history().value())
                .and(HISTORY_CHUNK.STREAM.eq(sealed.stream().word()))
                .and(HISTORY_CHUNK.SEQUENCE.le(sealed.upToSequence()));
        sql.deleteFrom(HISTORY_CHUNK).where(sealedChunks).execute();
        long left = sql.select(coalesce(sum(HISTORY_CHUNK.RAW_BYTES), BigDecimal.ZERO))
                .from(HISTORY_CHUNK)
                .where(HISTORY_CHUNK.HISTORY_ID.eq(sealed.history().value()))
                .and(HISTORY_CHUNK.STREAM.eq(sealed.stream().word()))
                .fetchSingle()
                .value1()
                .longValue();
        state.setChunkBytes(left);
        state.setSealAt(left == 0 ? null : state.getEnded() ? now : sealed.nextDue());
        state.setExposable(state.getExposable() && sealed.stillExposable());
        state.setLeaseOwner(null);
        state.setLeaseUntil(null);
        state.update();
        return true;
    }

    private static void replaceSegments(DSLContext sql, Sealed sealed, Instant now) {
        List<Long> removed = sealed.removed().stream().map(HistorySegment::id).toList();
        if (!removed.isEmpty()) {
            sql.deleteFrom(HISTORY_SEGMENT)
                    .where(HISTORY_SEGMENT.ID.in(removed))
                    .execute();
        }
        for (HistorySegment segment : sealed.added()) {
            sql.insertInto(HISTORY_SEGMENT)
                    .set(HISTORY_SEGMENT.HISTORY_ID, segment.history().value())
                    .set(HISTORY_SEGMENT.STREAM, segment.stream().word())
                    .set(HISTORY_SEGMENT.OBJECT_KEY, segment.key())
                    .set(HISTORY_SEGMENT.FIRST_ROW, segment.firstRow())
                    .set(HISTORY_SEGMENT.ROW_COUNT, segment.rows())
                    .set(HISTORY_SEGMENT.FIRST_STEP, segment.firstStep())
                    .set(HISTORY_SEGMENT.LAST_STEP, segment.lastStep())
                    .set(HISTORY_SEGMENT.SIZE_BYTES, segment.bytes())
                    .set(HISTORY_SEGMENT.SETTLED, segment.settled())
                    .execute();
        }
        Set<String> kept = sealed.added().stream().map(HistorySegment::key).collect(Collectors.toSet());
        // the same content may have been garbage before and be in use again
        sql.deleteFrom(HISTORY_GARBAGE)
                .where(HISTORY_GARBAGE.OBJECT_KEY.in(kept))
                .execute();
        for (HistorySegment segment : sealed.removed()) {
            if (!kept.contains(segment.key())) {
                discard(sql, segment.key(), now);
            }
        }
    }

    /** Removes all that a history holds itself. */
    static void purge(DSLContext sql, long history, Instant now) {
        sql.select(HISTORY_SEGMENT.OBJECT_KEY)
                .from(HISTORY_SEGMENT)
                .where(HISTORY_SEGMENT.HISTORY_ID.eq(history))
                .fetch(HISTORY_SEGMENT.OBJECT_KEY)
                .forEach(key -> discard(sql, key, now));
        sql.deleteFrom(HISTORY_SEGMENT)
                .where(HISTORY_SEGMENT.HISTORY_ID.eq(history))
                .execute();
        sql.deleteFrom(HISTORY_CHUNK)
                .where(HISTORY_CHUNK.HISTORY_ID.eq(history))
                .execute();
        sql.deleteFrom(HISTORY_WRITER_RANGE)
                .where(HISTORY_WRITER_RANGE.HISTORY_ID.eq(history))
                .execute();
        sql.deleteFrom(HISTORY_STREAM)
                .where(HISTORY_STREAM.HISTORY_ID.eq(history))
                .execute();
        sql.deleteFrom(HISTORY).where(HISTORY.ID.eq(history)).execute();
    }

    static void discard(DSLContext sql, String key, Instant now) {
        sql.insertInto(HISTORY_GARBAGE)
                .set(HISTORY_GARBAGE.OBJECT_KEY, key)
                .set(HISTORY_GARBAGE.UNREFERENCED_AT, now)
                .onDuplicateKeyUpdate()
                .set(HISTORY_GARBAGE.UNREFERENCED_AT, now)
                .execute();
    }
}
