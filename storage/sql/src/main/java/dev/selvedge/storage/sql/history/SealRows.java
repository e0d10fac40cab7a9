package dev.selvedge.storage.sql.history;

import static dev.selvedge.storage.sql.schema.Tables.HISTORY;
import static dev.selvedge.storage.sql.schema.Tables.HISTORY_CHUNK;
import static dev.selvedge.storage.sql.schema.Tables.HISTORY_SEGMENT;
import static dev.selvedge.storage.sql.schema.Tables.HISTORY_STREAM;
import static dev.selvedge.storage.sql.schema.Tables.HISTORY_WRITER_RANGE;

import dev.selvedge.domain.runs.history.HistorySegment;
import dev.selvedge.domain.runs.history.HistoryStore.Sealed;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record;

/** What sealing and deleting change, within one transaction. */
final class SealRows {

    private SealRows() {}

    static boolean replace(DSLContext sql, SealStatements statements, Sealed sealed, Instant now) {
        Record state = statements.lock(sealed).orElse(null);
        if (state == null
                || !sealed.owner().equals(state.get(HISTORY_STREAM.LEASE_OWNER))
                || (sealed.joins() && state.get(HISTORY_STREAM.SHOWN))) {
            return false;
        }
        replaceSegments(sql, statements, sealed, now);
        statements.dropChunks(sealed);
        long left = statements.left(sealed);
        Instant due = left == 0 ? null : state.get(HISTORY_STREAM.ENDED) ? now : sealed.nextDue();
        statements.save(sealed, left, due, state.get(HISTORY_STREAM.EXPOSABLE) && sealed.stillExposable());
        return true;
    }

    private static void replaceSegments(DSLContext sql, SealStatements statements, Sealed sealed, Instant now) {
        List<Long> removed = sealed.removed().stream().map(HistorySegment::id).toList();
        if (!removed.isEmpty()) {
            sql.deleteFrom(HISTORY_SEGMENT)
                    .where(HISTORY_SEGMENT.ID.in(removed))
                    .execute();
        }
        sealed.added().forEach(statements::add);
        Set<String> kept = sealed.added().stream().map(HistorySegment::key).collect(Collectors.toSet());
        // the same content may have been garbage before and be in use again
        kept.forEach(statements::keep);
        for (HistorySegment segment : sealed.removed()) {
            if (!kept.contains(segment.key())) {
                statements.discard(segment.key(), now);
            }
        }
    }

    /** Removes all that a history holds itself. */
    static void purge(DSLContext sql, SealStatements statements, long history, Instant now) {
        sql.select(HISTORY_SEGMENT.OBJECT_KEY)
                .from(HISTORY_SEGMENT)
                .where(HISTORY_SEGMENT.HISTORY_ID.eq(history))
                .fetch(HISTORY_SEGMENT.OBJECT_KEY)
                .forEach(key -> statements.discard(key, now));
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
}
