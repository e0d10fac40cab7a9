package dev.selvedge.storage.sql.runs.query;

import static dev.selvedge.storage.sql.schema.Tables.RUN;
import static dev.selvedge.storage.sql.schema.Tables.RUN_VALUE;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.OneTimeStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jooq.DSLContext;
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

    /** Hands that mend rows do not move revisions on; to read everything anew takes a second for 100,000 runs. */
    private static final Duration BELIEVED_FOR = Duration.ofMinutes(10);

    private static final int MAX_RUNS = 300_000;
    private static final int MAX_CHANGES = 2_000;

    /** Rows of one statement: embedded, answers beyond some tens of thousands go through a file. */
    private static final int ROWS_AT_ONCE = 20_000;

    /** All from an index: a run's own row is long. */
    private static final String ALL_RUNS =
            "select id from run where project_id = ? and deleted_at is null and id > ? order by id limit ";

    private static final String WHOLE_COLUMN =
            "select slot, kind, num, str, long_str from run_value where slot > ? and slot < ? order by slot limit ";

    private final Database database;
    private final DSLContext sql;
    private final long maxColumnBytes;
    private final Cache<Place, Kept> kept;
    private final Lock[] reading = Stream.generate(ReentrantLock::new).limit(64).toArray(Lock[]::new);

    /** @param key null for the runs themselves */
    private record Place(ProjectId project, Long key) {}

    /** @param what null when it is too large */
    private record Kept(IndexRevision revision, long sinceNanos, Object what, long bytes) {}

    RunColumns(Database database, long maxBytes) {
        this.database = database;
        this.sql = database.sql();
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

    /** A page and its count ask for the same at the same time: the second one waits for what the first one reads. */
    private Kept kept(Place place, IndexRevision revision, Changed changed, Whole whole) {
        Kept old = kept.getIfPresent(place);
        if (believed(old, revision) && isOf(old, revision)) {
            return old;
        }
        Lock lock = reading[Math.floorMod(place.hashCode(), reading.length)];
        lock.lock();
        try {
            return read(place, revision, changed, whole);
        } finally {
            lock.unlock();
        }
    }

    private static boolean believed(Kept old, IndexRevision revision) {
        return old != null
                && System.nanoTime() - old.sinceNanos() < BELIEVED_FOR.toNanos()
                && old.revision().now() >= revision.whole();
    }

    private static boolean isOf(Kept old, IndexRevision revision) {
        return old.what() == null || old.revision().now() >= revision.now();
    }

    private Kept read(Place place, IndexRevision revision, Changed changed, Whole whole) {
        Kept old = kept.getIfPresent(place);
        long now = System.nanoTime();
        boolean believed = believed(old, revision);
        if (believed && isOf(old, revision)) {
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
        LongStream.Builder all = LongStream.builder();
        int size = 0;
        long[] last = {0};
        int rows;
        do {
            rows = read(ALL_RUNS, List.of(project.value(), last[0]), row -> {
                last[0] = row.getLong(1);
                all.add(last[0]);
            });
            size += rows;
            if (size > MAX_RUNS) {
                return Sized.TOO_LARGE;
            }
        } while (rows == ROWS_AT_ONCE);
        return sized(all.build().toArray());
    }

    private int read(String text, List<Long> numbers, OneTimeStatement.RowReader reader) {
        String limited = text + ROWS_AT_ONCE;
        return OneTimeStatement.read(
                database, limited, String.format(Locale.ROOT, limited.replace("?", "%d"), numbers.toArray()), reader);
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
        long[] last = {Slot.of(key, 0)};
        int rows;
        do {
            rows = read(WHOLE_COLUMN, List.of(last[0], Slot.of(key + 1, 0)), row -> {
                last[0] = row.getLong(1);
                column.add(Slot.run(last[0]), row.getByte(2), row.getDouble(3), row.getString(4), row.getString(5));
            });
            if (column.bytes() > maxColumnBytes) {
                return Sized.TOO_LARGE;
            }
        } while (rows == ROWS_AT_ONCE);
        return sized(column.build());
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
