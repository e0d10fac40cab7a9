package dev.selvedge.storage.sql.history;

import static dev.selvedge.storage.sql.schema.Tables.HISTORY;
import static dev.selvedge.storage.sql.schema.Tables.HISTORY_CHUNK;
import static dev.selvedge.storage.sql.schema.Tables.HISTORY_GARBAGE;
import static dev.selvedge.storage.sql.schema.Tables.HISTORY_PART;
import static dev.selvedge.storage.sql.schema.Tables.HISTORY_STREAM;
import static dev.selvedge.storage.sql.schema.Tables.HISTORY_WRITER_RANGE;

import dev.selvedge.domain.runs.history.HistoryChunk;
import dev.selvedge.domain.runs.history.HistoryId;
import dev.selvedge.domain.runs.history.HistoryPart;
import dev.selvedge.domain.runs.history.HistoryStore;
import dev.selvedge.domain.runs.history.HistoryStream;
import dev.selvedge.domain.runs.history.StreamState;
import dev.selvedge.domain.runs.history.WriterRange;
import dev.selvedge.platform.Fault;
import dev.selvedge.storage.sql.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;

/** Histories in SQL. */
public final class SqlHistoryStore implements HistoryStore {

    private final DSLContext sql;
    private final Database database;
    private final StreamStatements statements;
    private final SealStatements sealing;
    private final LayoutStatements layouts;

    public SqlHistoryStore(Database database) {
        this.database = database;
        this.sql = database.sql();
        this.statements = new StreamStatements(database);
        this.sealing = new SealStatements(database);
        this.layouts = new LayoutStatements(database);
    }

    @Override
    public HistoryId create(List<StreamStart> starts, List<HistoryPart> parts, Instant now) {
        Set<Long> sources = parts.stream().map(part -> part.source().value()).collect(Collectors.toSet());
        // a source that is deleted at this moment must not lose rows that the new history counts on
        int held = sources.isEmpty()
                ? 0
                : sql.select(HISTORY.ID)
                        .from(HISTORY)
                        .where(HISTORY.ID.in(sources))
                        .forUpdate()
                        .fetch()
                        .size();
        if (held < sources.size()) {
            throw Fault.notFound("The run to branch from has been deleted");
        }
        HistoryId history = statements.create(now);
        statements.add(starts.stream()
                .map(start -> StreamState.empty(history, start.stream(), start.firstRow(), start.lastStep()))
                .toList());
        for (HistoryPart part : parts) {
            sql.insertInto(HISTORY_PART)
                    .set(HISTORY_PART.HISTORY_ID, history.value())
                    .set(HISTORY_PART.STREAM, part.stream().word())
                    .set(HISTORY_PART.FIRST_ROW, part.firstRow())
                    .set(HISTORY_PART.END_ROW, part.endRow())
                    .set(HISTORY_PART.SOURCE_ID, part.source().value())
                    .execute();
        }
        return history;
    }

    @Override
    public Optional<StreamState> state(HistoryId history, HistoryStream stream) {
        return statements.find(history, stream);
    }

    @Override
    public Map<HistoryId, StreamState> states(Collection<HistoryId> histories, HistoryStream stream) {
        Map<HistoryId, StreamState> states = new LinkedHashMap<>();
        if (!histories.isEmpty()) {
            sql.selectFrom(HISTORY_STREAM)
                    .where(HISTORY_STREAM.HISTORY_ID.in(
                            histories.stream().map(HistoryId::value).toList()))
                    .and(HISTORY_STREAM.STREAM.eq(stream.word()))
                    .forEach(row -> states.put(new HistoryId(row.getHistoryId()), StreamRows.state(row)));
        }
        return states;
    }

    @Override
    public boolean isShown(HistoryId history) {
        return sql.select(HISTORY_STREAM.SHOWN)
                .from(HISTORY_STREAM)
                .where(StreamRows.is(history, HistoryStream.HISTORY))
                .fetchOptional(HISTORY_STREAM.SHOWN)
                .orElse(false);
    }

    @Override
    public void markShown(HistoryId history) {
        sql.update(HISTORY_STREAM)
                .set(HISTORY_STREAM.SHOWN, true)
                .where(StreamRows.is(history, HistoryStream.HISTORY))
                .execute();
    }

    @Override
    public Optional<StreamState> lock(HistoryId history, HistoryStream stream) {
        return statements.lock(history, stream);
    }

    @Override
    public void save(StreamState state) {
        statements.save(state);
    }

    @Override
    public boolean isRetry(HistoryChunk chunk, byte[] text) {
        var newest = sql.select(HISTORY_CHUNK.FIRST_ROW, HISTORY_CHUNK.ROW_COUNT, HISTORY_CHUNK.PAYLOAD)
                .from(HISTORY_CHUNK)
                .where(chunksOf(chunk.history(), chunk.stream()))
                .and(HISTORY_CHUNK.FIRST_ROW.lt(chunk.endRow()))
                .and(HISTORY_CHUNK.FIRST_ROW.plus(HISTORY_CHUNK.ROW_COUNT).gt(chunk.firstRow()))
                .orderBy(HISTORY_CHUNK.SEQUENCE.desc())
                .limit(1)
                .fetchOne();
        return newest != null
                && newest.value1() == chunk.firstRow()
                && newest.value2() == chunk.rows()
                && Arrays.equals(newest.value3(), ChunkPayload.of(text));
    }

    @Override
    public void addChunk(HistoryChunk chunk, byte[] text) {
        statements.addChunk(chunk, text);
    }

    @Override
    public Layout layout(HistoryId history, HistoryStream stream) {
        return database.transactions().inTransaction(() -> {
            StreamState state = state(history, stream).orElseThrow(() -> Fault.notFound("The run's history is gone"));
            return layouts.of(List.of(state), true).get(history);
        });
    }

    @Override
    public Map<HistoryId, Layout> layouts(Collection<StreamState> states) {
        return layouts.of(states, false);
    }

    @Override
    public Map<HistoryChunk, byte[]> chunkTexts(List<HistoryChunk> chunks) {
        Map<Long, HistoryChunk> bySequence = new HashMap<>();
        chunks.forEach(chunk -> bySequence.put(chunk.sequence(), chunk));
        HistoryChunk one = chunks.getFirst();
        Map<HistoryChunk, byte[]> texts = new HashMap<>();
        sql.select(HISTORY_CHUNK.SEQUENCE, HISTORY_CHUNK.PAYLOAD)
                .from(HISTORY_CHUNK)
                .where(chunksOf(one.history(), one.stream()))
                .and(HISTORY_CHUNK.SEQUENCE.in(bySequence.keySet()))
                .forEach(row -> {
                    HistoryChunk chunk = bySequence.get(row.value1());
                    texts.put(chunk, ChunkPayload.text(row.value2(), chunk.rawBytes()));
                });
        return texts;
    }

    @Override
    public List<WriterRange> writerRanges(HistoryId history, HistoryStream stream, String writer, long fromWriterRow) {
        return sql.select(
                        HISTORY_WRITER_RANGE.WRITER_ROW, HISTORY_WRITER_RANGE.FIRST_ROW, HISTORY_WRITER_RANGE.ROW_COUNT)
                .from(HISTORY_WRITER_RANGE)
                .where(HISTORY_WRITER_RANGE.HISTORY_ID.eq(history.value()))
                .and(HISTORY_WRITER_RANGE.STREAM.eq(stream.word()))
                .and(HISTORY_WRITER_RANGE.WRITER.eq(writer))
                .and(HISTORY_WRITER_RANGE
                        .WRITER_ROW
                        .plus(HISTORY_WRITER_RANGE.ROW_COUNT)
                        .gt(fromWriterRow))
                .orderBy(HISTORY_WRITER_RANGE.WRITER_ROW)
                .fetch(row -> new WriterRange(row.value1(), row.value2(), row.value3()));
    }

    @Override
    public void addWriterRange(HistoryId history, HistoryStream stream, String writer, WriterRange range) {
        sql.insertInto(HISTORY_WRITER_RANGE)
                .set(HISTORY_WRITER_RANGE.HISTORY_ID, history.value())
                .set(HISTORY_WRITER_RANGE.STREAM, stream.word())
                .set(HISTORY_WRITER_RANGE.WRITER, writer)
                .set(HISTORY_WRITER_RANGE.WRITER_ROW, range.writerRow())
                .set(HISTORY_WRITER_RANGE.FIRST_ROW, range.row())
                .set(HISTORY_WRITER_RANGE.ROW_COUNT, range.rows())
                .execute();
    }

    @Override
    public List<StreamState> due(Instant now, int atMost) {
        return sql.selectFrom(HISTORY_STREAM)
                .where(HISTORY_STREAM.SEAL_AT.le(now))
                .and(HISTORY_STREAM.LEASE_UNTIL.isNull().or(HISTORY_STREAM.LEASE_UNTIL.lt(now)))
                .orderBy(HISTORY_STREAM.SEAL_AT)
                .limit(atMost)
                .fetch(StreamRows::state);
    }

    @Override
    public boolean lease(HistoryId history, HistoryStream stream, String owner, Instant now, Duration lease) {
        return sealing.lease(history, stream, owner, now, now.plus(lease));
    }

    @Override
    public boolean replace(Sealed sealed, Instant now) {
        return database.transactions().inTransaction(() -> SealRows.replace(sql, sealing, sealed, now));
    }

    @Override
    public void delete(HistoryId history, Instant now) {
        database.transactions().inTransaction(() -> {
            List<Long> freed = new ArrayList<>(sql.selectDistinct(HISTORY_PART.SOURCE_ID)
                    .from(HISTORY_PART)
                    .where(HISTORY_PART.HISTORY_ID.eq(history.value()))
                    .fetch(HISTORY_PART.SOURCE_ID));
            freed.add(history.value());
            sql.update(HISTORY)
                    .set(HISTORY.DELETED, true)
                    .where(HISTORY.ID.eq(history.value()))
                    .execute();
            sql.deleteFrom(HISTORY_PART)
                    .where(HISTORY_PART.HISTORY_ID.eq(history.value()))
                    .execute();
            List<Long> deleted = sql.select(HISTORY.ID)
                    .from(HISTORY)
                    .where(HISTORY.ID.in(freed))
                    .and(HISTORY.DELETED)
                    .forUpdate()
                    .fetch(HISTORY.ID);
            for (Long id : deleted) {
                if (!sql.fetchExists(HISTORY_PART, HISTORY_PART.SOURCE_ID.eq(id))) {
                    SealRows.purge(sql, sealing, id, now);
                }
            }
        });
    }

    @Override
    public void announceObject(String key, Instant now) {
        sealing.discard(key, now);
    }

    @Override
    public List<String> unreferencedObjects(Instant before, int atMost) {
        return sql.select(HISTORY_GARBAGE.OBJECT_KEY)
                .from(HISTORY_GARBAGE)
                .where(HISTORY_GARBAGE.UNREFERENCED_AT.lt(before))
                .limit(atMost)
                .fetch(HISTORY_GARBAGE.OBJECT_KEY);
    }

    @Override
    public void forgetObjects(Collection<String> keys) {
        if (!keys.isEmpty()) {
            sql.deleteFrom(HISTORY_GARBAGE)
                    .where(HISTORY_GARBAGE.OBJECT_KEY.in(keys))
                    .execute();
        }
    }

    private static Condition chunksOf(HistoryId history, HistoryStream stream) {
        return HISTORY_CHUNK.HISTORY_ID.eq(history.value()).and(HISTORY_CHUNK.STREAM.eq(stream.word()));
    }
}
