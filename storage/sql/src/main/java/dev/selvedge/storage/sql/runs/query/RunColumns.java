package dev.selvedge.storage.sql.runs.query;

import static dev.selvedge.storage.sql.schema.Tables.RUN;
import static dev.selvedge.storage.sql.schema.Tables.RUN_VALUE;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.selvedge.domain.projects.ProjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Record2;
import org.jooq.Result;

/**
 * The index of values in memory, one column per key that was asked about lately: databases take tens of milliseconds to hold
 * a filter against ten thousand rows, and people ask the same of a project again and again.
 *
 * <p>Nothing is believed without a look at the index's revision; what has changed since is read for the runs that changed.
 * Which projects and keys are kept is decided by use and by a bound in bytes. Projects and columns that are too large for it are
 * left to the database.
 */
final class RunColumns {

    /** Servers of an older version do not move revisions on; they are about only while an installation is upgraded. */
    private static final Duration BELIEVED_FOR = Duration.ofSeconds(60);

    private static final int MAX_RUNS = 300_000;
    private static final int MAX_CHANGES = 2_000;

    /** Rows of one statement: embedded, answers beyond some tens of thousands go through a file. */
    private static final int ROWS_AT_ONCE = 20_000;

    private final DSLContext sql;
    private final long maxColumnBytes;
    private final Cache<Place, Kept> kept;

    /** @param key null for the runs themselves */
    private record Place(ProjectId project, Long key) {}

    /** @param what null when it is too large */
    private record Kept(IndexRevision revision, long sinceNanos, Object what, long bytes) {}

    RunColumns(DSLContext sql, long maxBytes) {
        this.sql = sql;
        this.maxColumnBytes = maxBytes / 4;
        this.kept = Caffeine.newBuilder()
                .maximumWeight(maxBytes >> 10)
                .weigher((Place place, Kept thing) -> 1 + (int) (thing.bytes() >> 10))
                .expireAfterAccess(Duration.ofMinutes(10))
                .build();
    }

    /** Numbers of the runs that are not deleted, ascending; empty for a project with too many. */
    Optional<long[]> runs(ProjectId project, IndexRevision revision) {
        Kept now = kept(new Place(project, null), revision, RunColumns::changedRuns, () -> allRuns(project));
        return Optional.ofNullable((long[]) now.what());
    }

    /** The values of a key of the project; empty for one whose values are too large. */
    Optional<ValueColumn> column(ProjectId project, long key, IndexRevision revision) {
        Kept now = kept(
                new Place(project, key),
                revision,
                (old, changes) -> changedColumn(key, old, changes),
                () -> wholeColumn(key));
        return Optional.ofNullable((ValueColumn) now.what());
    }

    private interface Whole {
        Sized read();
    }

    private interface Changed {
        Sized since(Kept old, Result<Record2<Long, Instant>> changes);
    }

    private record Sized(Object what, long bytes) {
        static final Sized TOO_LARGE = new Sized(null, 0);
    }

    private Kept kept(Place place, IndexRevision revision, Changed changed, Whole whole) {
        Kept old = kept.getIfPresent(place);
        long now = System.nanoTime();
        boolean believed = old != null
                && now - old.sinceNanos() < BELIEVED_FOR.toNanos()
                && old.revision().now() >= revision.whole();
        if (believed && (old.what() == null || old.revision().now() >= revision.now())) {
            return old;
        }
        Optional<Sized> since =
                believed ? changes(place.project(), old).map(changes -> changed.since(old, changes)) : Optional.empty();
        Sized read = since.orElseGet(whole::read);
        Kept fresh = new Kept(revision, since.isPresent() ? old.sinceNanos() : now, read.what(), read.bytes());
        kept.put(place, fresh);
        return fresh;
    }

    private Sized allRuns(ProjectId project) {
        long[] all = new long[256];
        int size = 0;
        while (true) {
            Result<?> rows = sql.select(RUN.ID)
                    .from(RUN)
                    .where(RUN.PROJECT_ID.eq(project.value()))
                    .and(RUN.DELETED_AT.isNull())
                    .and(RUN.ID.gt(size == 0 ? 0 : all[size - 1]))
                    .orderBy(RUN.ID)
                    .limit(ROWS_AT_ONCE)
                    .fetch();
            if (size + rows.size() > MAX_RUNS) {
                return Sized.TOO_LARGE;
            }
            all = Arrays.copyOf(all, Math.max(all.length, size + rows.size()));
            for (Record row : rows) {
                all[size++] = row.get(RUN.ID);
            }
            if (rows.size() < ROWS_AT_ONCE) {
                return sized(Arrays.copyOf(all, size));
            }
        }
    }

    private static Sized sized(long[] runs) {
        return new Sized(runs, (long) runs.length * Long.BYTES);
    }

    /** Runs that were indexed since, deleted ones too, ascending; empty when these are too many. */
    private Optional<Result<Record2<Long, Instant>>> changes(ProjectId project, Kept old) {
        Result<Record2<Long, Instant>> rows = sql.select(RUN.ID, RUN.DELETED_AT)
                .from(RUN)
                .where(RUN.PROJECT_ID.eq(project.value()))
                .and(RUN.INDEXED_REVISION.gt(old.revision().now()))
                .limit(MAX_CHANGES + 1)
                .fetch();
        rows.sortAsc(RUN.ID);
        return Optional.of(rows).filter(found -> found.size() <= MAX_CHANGES);
    }

    private static Sized changedRuns(Kept old, Result<Record2<Long, Instant>> changes) {
        long[] before = (long[]) old.what();
        long[] after = new long[before.length + changes.size()];
        int size = 0;
        int next = 0;
        for (var change : changes) {
            for (; next < before.length && before[next] < change.value1(); next++) {
                after[size++] = before[next];
            }
            if (next < before.length && before[next] == change.value1()) {
                next++;
            }
            if (change.value2() == null) {
                after[size++] = change.value1();
            }
        }
        System.arraycopy(before, next, after, size, before.length - next);
        long[] runs = Arrays.copyOf(after, size + before.length - next);
        return runs.length > MAX_RUNS ? Sized.TOO_LARGE : sized(runs);
    }

    private Sized wholeColumn(long key) {
        ValueColumn.Builder column = new ValueColumn.Builder();
        long after = Slot.of(key, 0);
        while (true) {
            var rows = sql.select(ValueColumn.FIELDS)
                    .select(RUN_VALUE.SLOT)
                    .from(RUN_VALUE)
                    .where(RUN_VALUE.SLOT.gt(after))
                    .and(RUN_VALUE.SLOT.lt(Slot.of(key + 1, 0)))
                    .orderBy(RUN_VALUE.SLOT)
                    .limit(ROWS_AT_ONCE)
                    .fetch();
            rows.forEach(column::add);
            if (column.bytes() > maxColumnBytes) {
                return Sized.TOO_LARGE;
            }
            if (rows.size() < ROWS_AT_ONCE) {
                return sized(column.build());
            }
            after = rows.getLast().get(RUN_VALUE.SLOT);
        }
    }

    private static Sized sized(ValueColumn column) {
        return new Sized(column, column.bytes());
    }

    private Sized changedColumn(long key, Kept old, Result<Record2<Long, Instant>> changes) {
        long[] runs = changes.stream().mapToLong(change -> change.value1()).toArray();
        List<Long> slots =
                Arrays.stream(runs).mapToObj(run -> Slot.of(key, run)).toList();
        var rows = sql.select(ValueColumn.FIELDS)
                .from(RUN_VALUE)
                .where(RUN_VALUE.SLOT.in(slots))
                .orderBy(RUN_VALUE.SLOT)
                .fetch();
        ValueColumn column = ((ValueColumn) old.what()).with(runs, rows);
        return column.bytes() > maxColumnBytes ? Sized.TOO_LARGE : sized(column);
    }
}
