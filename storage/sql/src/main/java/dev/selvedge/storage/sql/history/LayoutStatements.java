package dev.selvedge.storage.sql.history;

import static dev.selvedge.storage.sql.FixedStatement.any;
import static dev.selvedge.storage.sql.schema.Tables.HISTORY_CHUNK;
import static dev.selvedge.storage.sql.schema.Tables.HISTORY_PART;
import static dev.selvedge.storage.sql.schema.Tables.HISTORY_SEGMENT;

import dev.selvedge.domain.runs.history.HistoryChunk;
import dev.selvedge.domain.runs.history.HistoryId;
import dev.selvedge.domain.runs.history.HistoryPart;
import dev.selvedge.domain.runs.history.HistorySegment;
import dev.selvedge.domain.runs.history.HistoryStore.Layout;
import dev.selvedge.domain.runs.history.HistoryStream;
import dev.selvedge.domain.runs.history.StreamState;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.FixedStatement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.TableField;

/** What holds the rows of streams, asked of many at once: a chart of a hundred runs costs as many statements as one of one. */
final class LayoutStatements {

    /** Numbers in one statement. */
    private static final int AT_ONCE = 1_000;

    private static final SelectFieldOrAsterisk[] CHUNK = {
        HISTORY_CHUNK.HISTORY_ID,
        HISTORY_CHUNK.SEQUENCE,
        HISTORY_CHUNK.FIRST_ROW,
        HISTORY_CHUNK.ROW_COUNT,
        HISTORY_CHUNK.FIRST_STEP,
        HISTORY_CHUNK.LAST_STEP,
        HISTORY_CHUNK.RAW_BYTES
    };

    private final DSLContext sql;
    private final FixedStatement partsOfOne;
    private final FixedStatement segmentsOfOne;

    LayoutStatements(Database database) {
        sql = database.sql();
        partsOfOne = new FixedStatement(
                database,
                sql.selectFrom(HISTORY_PART)
                        .where(HISTORY_PART.HISTORY_ID.eq(any(HISTORY_PART.HISTORY_ID)))
                        .and(HISTORY_PART.STREAM.eq(any(HISTORY_PART.STREAM)))
                        .orderBy(HISTORY_PART.FIRST_ROW));
        segmentsOfOne = new FixedStatement(
                database,
                sql.selectFrom(HISTORY_SEGMENT)
                        .where(HISTORY_SEGMENT.HISTORY_ID.eq(any(HISTORY_SEGMENT.HISTORY_ID)))
                        .and(HISTORY_SEGMENT.STREAM.eq(any(HISTORY_SEGMENT.STREAM)))
                        .orderBy(HISTORY_SEGMENT.FIRST_ROW));
    }

    /**
     * @param states of one stream
     * @param newest whether chunks are wanted that came after the states were read
     */
    Map<HistoryId, Layout> of(Collection<StreamState> states, boolean newest) {
        Map<HistoryId, Layout> layouts = new HashMap<>();
        List<StreamState> left = List.copyOf(states);
        while (!left.isEmpty()) {
            int count = Math.min(AT_ONCE, left.size());
            addSome(left.subList(0, count), newest, layouts);
            left = left.subList(count, left.size());
        }
        return layouts;
    }

    private void addSome(List<StreamState> states, boolean newest, Map<HistoryId, Layout> layouts) {
        HistoryStream stream = states.getFirst().stream();
        Map<HistoryId, List<HistoryPart>> parts = parts(states, stream);
        Set<Long> holders = new LinkedHashSet<>();
        Set<Long> unsealed = new LinkedHashSet<>();
        for (StreamState state : states) {
            holders.add(state.history().value());
            if (newest || state.chunkBytes() > 0) {
                unsealed.add(state.history().value());
            }
        }
        parts.values().stream().flatMap(List::stream).forEach(part -> {
            holders.add(part.source().value());
            unsealed.add(part.source().value());
        });
        // chunks before segments: a chunk sealed between the two statements is then seen twice, never not at all
        Map<HistoryId, List<HistoryChunk>> chunks = chunks(unsealed, stream);
        Map<HistoryId, List<HistorySegment>> segments = segments(holders, stream);
        for (StreamState state : states) {
            List<HistoryPart> inherited = parts.getOrDefault(state.history(), List.of());
            Set<HistoryId> own = new LinkedHashSet<>();
            inherited.forEach(part -> own.add(part.source()));
            own.add(state.history());
            layouts.put(state.history(), new Layout(state, inherited, of(own, segments), of(own, chunks)));
        }
    }

    private static <T> List<T> of(Set<HistoryId> holders, Map<HistoryId, List<T>> found) {
        List<T> all = new ArrayList<>();
        holders.forEach(holder -> all.addAll(found.getOrDefault(holder, List.of())));
        return all;
    }

    private Map<HistoryId, List<HistoryPart>> parts(List<StreamState> states, HistoryStream stream) {
        Collection<? extends Record> rows = states.size() == 1
                ? partsOfOne.list(states.getFirst().history().value(), stream.word())
                : sql.selectFrom(HISTORY_PART)
                        .where(HISTORY_PART.HISTORY_ID.in(states.stream()
                                .map(state -> state.history().value())
                                .toList()))
                        .and(HISTORY_PART.STREAM.eq(stream.word()))
                        .orderBy(HISTORY_PART.HISTORY_ID, HISTORY_PART.FIRST_ROW)
                        .fetch();
        return grouped(
                rows,
                HISTORY_PART.HISTORY_ID,
                row -> new HistoryPart(
                        stream,
                        new HistoryId(row.get(HISTORY_PART.SOURCE_ID)),
                        row.get(HISTORY_PART.FIRST_ROW),
                        row.get(HISTORY_PART.END_ROW)));
    }

    private Map<HistoryId, List<HistoryChunk>> chunks(Set<Long> holders, HistoryStream stream) {
        if (holders.isEmpty()) {
            return Map.of();
        }
        return grouped(
                sql.select(CHUNK)
                        .from(HISTORY_CHUNK)
                        .where(HISTORY_CHUNK.HISTORY_ID.in(holders))
                        .and(HISTORY_CHUNK.STREAM.eq(stream.word()))
                        .orderBy(HISTORY_CHUNK.HISTORY_ID, HISTORY_CHUNK.SEQUENCE)
                        .fetch(),
                HISTORY_CHUNK.HISTORY_ID,
                row -> new HistoryChunk(
                        new HistoryId(row.get(HISTORY_CHUNK.HISTORY_ID)),
                        stream,
                        row.get(HISTORY_CHUNK.SEQUENCE),
                        row.get(HISTORY_CHUNK.FIRST_ROW),
                        row.get(HISTORY_CHUNK.ROW_COUNT),
                        row.get(HISTORY_CHUNK.FIRST_STEP),
                        row.get(HISTORY_CHUNK.LAST_STEP),
                        row.get(HISTORY_CHUNK.RAW_BYTES)));
    }

    private Map<HistoryId, List<HistorySegment>> segments(Set<Long> holders, HistoryStream stream) {
        Collection<? extends Record> rows = holders.size() == 1
                ? segmentsOfOne.list(holders.iterator().next(), stream.word())
                : sql.selectFrom(HISTORY_SEGMENT)
                        .where(HISTORY_SEGMENT.HISTORY_ID.in(holders))
                        .and(HISTORY_SEGMENT.STREAM.eq(stream.word()))
                        .orderBy(HISTORY_SEGMENT.HISTORY_ID, HISTORY_SEGMENT.FIRST_ROW)
                        .fetch();
        return grouped(
                rows,
                HISTORY_SEGMENT.HISTORY_ID,
                row -> new HistorySegment(
                        row.get(HISTORY_SEGMENT.ID),
                        new HistoryId(row.get(HISTORY_SEGMENT.HISTORY_ID)),
                        stream,
                        row.get(HISTORY_SEGMENT.OBJECT_KEY),
                        row.get(HISTORY_SEGMENT.FIRST_ROW),
                        row.get(HISTORY_SEGMENT.ROW_COUNT),
                        row.get(HISTORY_SEGMENT.FIRST_STEP),
                        row.get(HISTORY_SEGMENT.LAST_STEP),
                        row.get(HISTORY_SEGMENT.SIZE_BYTES),
                        row.get(HISTORY_SEGMENT.SETTLED)));
    }

    private interface Made<T> {
        T of(Record row);
    }

    private static <T> Map<HistoryId, List<T>> grouped(
            Collection<? extends Record> rows, TableField<?, Long> by, Made<T> made) {
        Map<HistoryId, List<T>> groups = new HashMap<>();
        for (Record row : rows) {
            groups.computeIfAbsent(new HistoryId(row.get(by)), group -> new ArrayList<>())
                    .add(made.of(row));
        }
        return groups;
    }
}
