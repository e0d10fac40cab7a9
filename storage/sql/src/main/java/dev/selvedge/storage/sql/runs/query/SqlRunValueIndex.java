package dev.selvedge.storage.sql.runs.query;

import static dev.selvedge.storage.sql.FixedStatement.any;
import static dev.selvedge.storage.sql.schema.Tables.RUN;
import static dev.selvedge.storage.sql.schema.Tables.RUN_VALUE;
import static dev.selvedge.storage.sql.schema.Tables.RUN_VALUE_PROJECT;
import static java.util.stream.Collectors.toMap;
import static org.jooq.impl.DSL.inline;

import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.RunState;
import dev.selvedge.domain.runs.query.RunField.Document;
import dev.selvedge.domain.runs.query.RunValues;
import dev.selvedge.platform.Transactions;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.FixedStatement;
import dev.selvedge.storage.sql.runs.query.IndexKeys.KeyName;
import java.sql.SQLTransientException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Record6;
import org.jooq.Result;
import org.jooq.exception.DataAccessException;
import org.jooq.exception.SQLStateClass;

/**
 * Keeps {@code run_value} in step with the documents of runs, lazily: a run whose values version differs from its indexed
 * version is read again before somebody asks. A run that logs for hours without being asked about costs nothing.
 */
public final class SqlRunValueIndex {

    /** Bounds the memory and the length of one transaction; runs in it wait with their next change. */
    private static final int RUNS_AT_ONCE = 100;

    private static final int ATTEMPTS = 5;

    /** Of a column that the database computes, so that an index finds the few; null for all others. */
    private static final Condition STALE = RUN.STALE.eq((byte) 1);

    private final DSLContext sql;
    private final Transactions transactions;
    private final IndexKeys keys;
    private final ValueRows rows;
    private final FixedStatement stale;
    private final FixedStatement revision;
    private final FixedStatement revisionAndStale;
    private final boolean shared;

    /** So that questions wait for each other here: databases give up on a lock after a second or a minute. */
    private final Lock[] projects =
            Stream.generate(ReentrantLock::new).limit(64).toArray(Lock[]::new);

    public SqlRunValueIndex(Database database) {
        this.sql = database.sql();
        this.transactions = database.transactions();
        this.keys = new IndexKeys(sql);
        this.rows = ValueRows.of(database);
        this.shared = database.engine().isShared();
        var oneStale = sql.select(RUN.ID)
                .from(RUN)
                .where(RUN.PROJECT_ID.eq(any(RUN.PROJECT_ID)))
                .and(RUN.STALE.eq(inline((byte) 1)))
                .limit(inline(1));
        this.stale = new FixedStatement(database, oneStale);
        this.revisionAndStale = new FixedStatement(
                database,
                sql.select(RUN_VALUE_PROJECT.REVISION, RUN_VALUE_PROJECT.WHOLE_REVISION, oneStale.asField())
                        .from(RUN_VALUE_PROJECT)
                        .where(RUN_VALUE_PROJECT.PROJECT_ID.eq(any(RUN_VALUE_PROJECT.PROJECT_ID))));
        this.revision = new FixedStatement(
                database,
                sql.select(RUN_VALUE_PROJECT.REVISION, RUN_VALUE_PROJECT.WHOLE_REVISION)
                        .from(RUN_VALUE_PROJECT)
                        .where(RUN_VALUE_PROJECT.PROJECT_ID.eq(any(RUN_VALUE_PROJECT.PROJECT_ID))));
    }

    /** Once this returns, everything committed before the call is in the index. Empty for a project that has no index. */
    Optional<IndexRevision> refresh(ProjectId project) {
        return fresh(project).or(() -> refreshed(project));
    }

    /** Most questions find nothing to do: a database that is not in this process is asked once then. */
    private Optional<IndexRevision> fresh(ProjectId project) {
        return shared
                ? revisionAndStale
                        .find(project.value(), project.value())
                        .filter(row -> row.get(2) == null)
                        .map(SqlRunValueIndex::revision)
                : Optional.empty();
    }

    private Optional<IndexRevision> refreshed(ProjectId project) {
        if (!stale.list(project.value()).isEmpty()) {
            indexAll(project, STALE);
        }
        return revision.find(project.value()).map(SqlRunValueIndex::revision);
    }

    private static IndexRevision revision(Record row) {
        return new IndexRevision(row.get(RUN_VALUE_PROJECT.REVISION), row.get(RUN_VALUE_PROJECT.WHOLE_REVISION));
    }

    /** What nobody has asked about yet; of runs that still change only the beginning. */
    public void refreshFinished() {
        Condition finished = STALE.and(RUN.STATE
                .notIn(RunState.RUNNING.word(), RunState.PREEMPTING.word())
                .or(RUN.INDEXED_VERSION.eq(0L)));
        for (long project :
                sql.selectDistinct(RUN.PROJECT_ID).from(RUN).where(finished).fetch(RUN.PROJECT_ID)) {
            indexAll(new ProjectId(project), finished);
        }
    }

    private void indexAll(ProjectId project, Condition which) {
        Lock lock = projects[(int) (project.value() % projects.length)];
        lock.lock();
        try {
            boolean more;
            do {
                more = indexSomeOrTryAgain(project, which);
            } while (more);
        } finally {
            lock.unlock();
        }
    }

    /** Other servers index too, and runs are written meanwhile: whoever loses a lock begins again. */
    private boolean indexSomeOrTryAgain(ProjectId project, Condition which) {
        for (int attempt = 1; ; attempt++) {
            try {
                return indexSome(project, which);
            } catch (DataAccessException e) {
                if (attempt == ATTEMPTS || !isAboutLocks(e)) {
                    throw e;
                }
            }
        }
    }

    private static boolean isAboutLocks(DataAccessException e) {
        return e.sqlStateClass() == SQLStateClass.C40_TRANSACTION_ROLLBACK
                || e.getCause(SQLTransientException.class) != null
                || "HYT00".equals(e.sqlState());
    }

    /** False when nothing was left to do. */
    private boolean indexSome(ProjectId project, Condition which) {
        return transactions.inTransaction(() -> {
            long revision = lock(project) + 1;
            Result<Record6<Long, Long, Long, Instant, String, String>> stale = sql.select(
                            RUN.ID, RUN.VALUES_VERSION, RUN.INDEXED_VERSION, RUN.DELETED_AT, RUN.CONFIG, RUN.SUMMARY)
                    .from(RUN)
                    .where(RUN.PROJECT_ID.eq(project.value()))
                    .and(which)
                    .orderBy(RUN.ID)
                    .limit(RUNS_AT_ONCE)
                    .fetch();
            if (stale.isEmpty()) {
                return false;
            }
            Map<Long, Map<KeyName, StoredValue>> wanted = new LinkedHashMap<>();
            Set<Long> indexedBefore = new HashSet<>();
            Map<Long, List<Long>> versions = new TreeMap<>();
            stale.forEach(run -> {
                wanted.put(run.value1(), run.value4() == null ? values(run.value5(), run.value6()) : Map.of());
                versions.computeIfAbsent(run.value2(), version -> new ArrayList<>())
                        .add(run.value1());
                if (run.value3() != 0) {
                    indexedBefore.add(run.value1());
                }
            });
            index(project, wanted, indexedBefore);
            versions.forEach((version, runs) -> sql.update(RUN)
                    .set(RUN.INDEXED_VERSION, version)
                    .set(RUN.INDEXED_REVISION, revision)
                    .where(RUN.ID.in(runs))
                    .execute());
            sql.update(RUN_VALUE_PROJECT)
                    .set(RUN_VALUE_PROJECT.REVISION, revision)
                    .where(RUN_VALUE_PROJECT.PROJECT_ID.eq(project.value()))
                    .execute();
            return true;
        });
    }

    /**
     * One writer a project, whichever server it is on: counts are added up, and keys are made once.
     *
     * @return the index's revision
     */
    private long lock(ProjectId project) {
        var row = sql.select(RUN_VALUE_PROJECT.REVISION)
                .from(RUN_VALUE_PROJECT)
                .where(RUN_VALUE_PROJECT.PROJECT_ID.eq(project.value()))
                .forUpdate();
        var locked = row.fetchOne();
        if (locked == null) {
            sql.insertInto(RUN_VALUE_PROJECT)
                    .set(RUN_VALUE_PROJECT.PROJECT_ID, project.value())
                    .onDuplicateKeyIgnore()
                    .execute();
            locked = row.fetchOne();
        }
        return locked.value1();
    }

    private static Map<KeyName, StoredValue> values(String config, String summary) {
        Map<KeyName, StoredValue> values = new HashMap<>();
        add(values, Document.CONFIG, config);
        add(values, Document.SUMMARY, summary);
        return values;
    }

    private static void add(Map<KeyName, StoredValue> values, Document document, String text) {
        RunValues.of(document, text)
                .forEach((path, entry) ->
                        values.put(new KeyName(document, path, entry.topLength()), StoredValue.of(entry.value())));
    }

    private void index(ProjectId project, Map<Long, Map<KeyName, StoredValue>> wanted, Set<Long> indexedBefore) {
        Set<KeyName> names = new HashSet<>();
        wanted.values().forEach(values -> names.addAll(values.keySet()));
        Map<KeyName, Long> ids = keys.ids(project, names);
        Map<Long, Map<Long, StoredValue>> stored = indexedBefore.isEmpty() ? Map.of() : stored(indexedBefore);
        ValueWriter writer = new ValueWriter();
        wanted.forEach((run, values) -> {
            Map<Long, StoredValue> byKey =
                    values.entrySet().stream().collect(toMap(e -> ids.get(e.getKey()), Map.Entry::getValue));
            writer.change(run, stored.getOrDefault(run, Map.of()), byKey);
        });
        writer.flush(sql, rows);
    }

    private Map<Long, Map<Long, StoredValue>> stored(Set<Long> runs) {
        Map<Long, Map<Long, StoredValue>> byRun = new HashMap<>();
        sql.select(RUN_VALUE.RUN_ID, RUN_VALUE.SLOT, RUN_VALUE.KIND, RUN_VALUE.NUM, RUN_VALUE.STR, RUN_VALUE.LONG_STR)
                .from(RUN_VALUE)
                .where(RUN_VALUE.RUN_ID.in(runs))
                .forEach(row -> byRun.computeIfAbsent(row.value1(), run -> new HashMap<>())
                        .put(
                                Slot.key(row.value2()),
                                new StoredValue(ValueKind.of(row.value3()), row.value4(), row.value5(), row.value6())));
        return byRun;
    }
}
