package dev.selvedge.storage.sql.runs;

import static dev.selvedge.storage.sql.schema.Tables.PROJECT;
import static dev.selvedge.storage.sql.schema.Tables.RUN;
import static dev.selvedge.storage.sql.schema.Tables.RUN_ALERT;
import static dev.selvedge.storage.sql.schema.Tables.RUN_ARCHIVE;
import static dev.selvedge.storage.sql.schema.Tables.RUN_TAG;
import static dev.selvedge.storage.sql.schema.Tables.RUN_VALUE_PROJECT;
import static org.jooq.Records.mapping;

import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.NewRun;
import dev.selvedge.domain.runs.Run;
import dev.selvedge.domain.runs.RunDocuments;
import dev.selvedge.domain.runs.RunId;
import dev.selvedge.domain.runs.RunState;
import dev.selvedge.domain.runs.RunStore;
import dev.selvedge.domain.runs.StreamedRun;
import dev.selvedge.platform.Fault;
import dev.selvedge.storage.sql.Among;
import dev.selvedge.storage.sql.Batches;
import dev.selvedge.storage.sql.Database;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DSL;

/** Runs are one row each; config, summary and system metrics are columns that only {@link #documents} reads. */
public final class SqlRunStore implements RunStore {

    private final DSLContext sql;
    private final RunStatements statements;

    public SqlRunStore(Database database) {
        this.sql = database.sql();
        this.statements = new RunStatements(database);
    }

    @Override
    public Optional<Run> find(RunId id) {
        return statements.find(id).map(this::withTags);
    }

    @Override
    public Optional<Run> find(ProjectId project, String name) {
        return statements.find(project, name).map(this::withTags);
    }

    @Override
    public List<Run> find(ProjectId project, Collection<String> names) {
        if (names.isEmpty()) {
            return List.of();
        }
        return find(named(project, names));
    }

    @Override
    public List<Run> find(Collection<RunId> ids) {
        Set<RunId> distinct = new LinkedHashSet<>(ids);
        Map<RunId, Run> found = new HashMap<>();
        Batches.of(numbers(distinct), Batches.STATEMENT_ROWS)
                .forEach(some -> findSome(some).forEach(run -> found.put(run.id(), run)));
        return distinct.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    private List<Run> findSome(List<Long> numbers) {
        Map<Long, List<String>> tags = tags(numbers);
        Among among = Among.of(sql, RUN.ID, numbers);
        return sql.select(RunRows.COLUMNS)
                .from(among.rows())
                .where(among.condition())
                .fetch(row -> RunRows.run(row, tags.getOrDefault(row.get(RUN.ID), List.of())));
    }

    @Override
    public Map<RunId, RunDocuments> documents(Collection<RunId> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        if (ids.size() == 1) {
            RunId id = ids.iterator().next();
            return statements.documents(id).map(found -> Map.of(id, found)).orElse(Map.of());
        }
        Map<RunId, RunDocuments> found = new HashMap<>();
        for (List<Long> some : Batches.of(numbers(ids), Batches.STATEMENT_ROWS)) {
            Among among = Among.of(sql, RUN.ID, some);
            sql.select(RUN.ID, RUN.CONFIG, RUN.SUMMARY, RUN.SYSTEM_METRICS)
                    .from(among.rows())
                    .where(among.condition())
                    .forEach(row -> found.put(
                            new RunId(row.value1()), new RunDocuments(row.value2(), row.value3(), row.value4())));
        }
        return found;
    }

    @Override
    public long nextNumber(ProjectId project) {
        Condition ofProject = RUN.PROJECT_ID.eq(project.value());
        // one step into an index; counting takes a while in large projects
        return 1
                + sql.select(RUN.NUMBER)
                        .from(RUN)
                        .where(ofProject, RUN.NUMBER.isNotNull())
                        .orderBy(RUN.PROJECT_ID.desc(), RUN.NUMBER.desc())
                        .limit(1)
                        .fetchOptional(RUN.NUMBER)
                        .orElseGet(() -> (long) sql.fetchCount(RUN, ofProject));
    }

    @Override
    public List<RunId> deleted(ProjectId project) {
        return ids(RUN.PROJECT_ID.eq(project.value()).and(RUN.DELETED_AT.isNotNull()));
    }

    @Override
    public List<RunId> deletedWithRows(Instant instant, int limit) {
        return sql.select(RUN.ID)
                .from(RUN)
                .where(RUN.DELETED_AT.lt(instant))
                .and(RUN.HISTORY_ROWS
                        .gt(0L)
                        .or(RUN.EVENT_ROWS.gt(0L))
                        .or(RUN.LOG_LINES.gt(0L))
                        .or(DSL.exists(DSL.selectOne().from(RUN_ARCHIVE).where(RUN_ARCHIVE.RUN_ID.eq(RUN.ID)))))
                .limit(limit)
                .fetch(mapping(RunId::new));
    }

    @Override
    public List<RunId> leftInProjectsDeletedBefore(Instant instant, int limit) {
        return sql.select(RUN.ID)
                .from(PROJECT)
                .join(RUN)
                .on(RUN.PROJECT_ID.eq(PROJECT.ID))
                .where(PROJECT.DELETED_AT.lt(instant), RUN.DELETED_AT.isNull())
                .limit(limit)
                .fetch(mapping(RunId::new));
    }

    @Override
    public List<RunId> ofSweep(ProjectId project, String sweep) {
        return ids(
                RUN.PROJECT_ID.eq(project.value()).and(RUN.SWEEP_NAME.eq(sweep)).and(RUN.DELETED_AT.isNull()));
    }

    @Override
    public Map<String, Integer> countOfSweeps(ProjectId project, Collection<String> sweeps) {
        Among among = Among.of(sql, RUN.SWEEP_NAME, sweeps);
        return sql.select(RUN.SWEEP_NAME, DSL.count())
                .from(among.rows())
                .where(RUN.PROJECT_ID.eq(project.value()), among.condition(), RUN.DELETED_AT.isNull())
                .groupBy(RUN.SWEEP_NAME)
                .fetchMap(RUN.SWEEP_NAME, DSL.count());
    }

    @Override
    public Map<String, Duration> timeOfSweeps(ProjectId project, Collection<String> sweeps) {
        Field<BigDecimal> micros = DSL.sum(RunDuration.micros());
        Among among = Among.of(sql, RUN.SWEEP_NAME, sweeps);
        return sql.select(RUN.SWEEP_NAME, micros)
                .from(among.rows())
                .where(RUN.PROJECT_ID.eq(project.value()), among.condition(), RUN.DELETED_AT.isNull())
                .groupBy(RUN.SWEEP_NAME)
                .fetchMap(
                        row -> row.value1(),
                        row -> Duration.of(
                                row.value2() == null ? 0 : row.value2().longValue(), ChronoUnit.MICROS));
    }

    @Override
    public List<RunId> named(ProjectId project, Collection<String> names) {
        if (names.isEmpty()) {
            return List.of();
        }
        if (names.size() == 1) {
            return statements.find(project, names.iterator().next()).map(row -> new RunId(row.get(RUN.ID))).stream()
                    .toList();
        }
        Among among = Among.of(sql, RUN.NAME, names);
        return sql.select(RUN.ID)
                .from(among.rows())
                .where(RUN.PROJECT_ID.eq(project.value()), among.condition())
                .orderBy(RUN.ID)
                .fetch(mapping(RunId::new));
    }

    private List<RunId> ids(Condition which) {
        return sql.select(RUN.ID).from(RUN).where(which).orderBy(RUN.ID).fetch(mapping(RunId::new));
    }

    @Override
    public List<RunId> silentSince(Instant instant, int limit) {
        return sql.select(RUN.ID)
                .from(RUN)
                .where(RUN.STATE.in(RunState.RUNNING.word(), RunState.PREEMPTING.word()))
                .and(RUN.HEARTBEAT_AT.lt(instant))
                .and(RUN.DELETED_AT.isNull())
                .orderBy(RUN.HEARTBEAT_AT)
                .limit(limit)
                .fetch(mapping(RunId::new));
    }

    @Override
    public Run insert(NewRun run) {
        RunId id;
        try {
            id = statements.insert(run);
        } catch (IntegrityConstraintViolationException e) {
            throw new Fault(Fault.Code.CONFLICT, "The project already has a run with the id " + run.name(), e);
        }
        insertTags(id.value(), run.tags());
        return find(id).orElseThrow();
    }

    @Override
    public Optional<Run> lock(RunId id) {
        return statements.lock(id).map(this::withTags);
    }

    /** In one order, so that two who lock some of the same wait for each other and not both. */
    @Override
    public List<Run> lock(Collection<RunId> ids) {
        List<Long> numbers = numbers(ids).stream().distinct().sorted().toList();
        Batches.of(numbers, Batches.STATEMENT_ROWS)
                .forEach(some -> sql.select(RUN.ID)
                        .from(RUN)
                        .where(RUN.ID.in(some))
                        .orderBy(RUN.ID)
                        .forUpdate()
                        .fetch());
        return find(ids);
    }

    @Override
    public Optional<StreamedRun> lockToStream(RunId id, boolean withSummary) {
        Optional<Record> locked = withSummary ? statements.lockWithSummary(id) : statements.lock(id);
        return locked.map(
                row -> new StreamedRun(RunRows.run(row, List.of()), withSummary ? row.get(RUN.SUMMARY) : null));
    }

    @Override
    public void saveProgress(StreamedRun run) {
        if (run.summary() == null) {
            statements.save(run.run());
        } else {
            statements.save(run.run(), run.summary());
        }
    }

    @Override
    public void save(Run run) {
        statements.saveAll(run);
    }

    @Override
    public void save(Run run, String config) {
        statements.saveAll(run, config);
    }

    @Override
    public void move(Run run, ProjectId to) {
        // values are indexed by project: the one lacks them now, the other reads them anew
        sql.update(RUN_VALUE_PROJECT)
                .set(RUN_VALUE_PROJECT.WHOLE_REVISION, RUN_VALUE_PROJECT.REVISION.plus(1))
                .set(RUN_VALUE_PROJECT.REVISION, RUN_VALUE_PROJECT.REVISION.plus(1))
                .where(RUN_VALUE_PROJECT.PROJECT_ID.eq(run.project().value()))
                .execute();
        sql.update(RUN_ALERT)
                .set(RUN_ALERT.PROJECT_ID, to.value())
                .where(RUN_ALERT.RUN_ID.eq(run.id().value()))
                .execute();
        sql.update(RUN)
                .set(RUN.PROJECT_ID, to.value())
                // a number says which run of its first project it was
                .setNull(RUN.NUMBER)
                .set(RUN.VALUES_VERSION, RUN.VALUES_VERSION.plus(1))
                .set(RUN.UPDATED_AT, run.life().updatedAt())
                .where(RUN.ID.eq(run.id().value()))
                .execute();
    }

    @Override
    public void saveTags(RunId id, List<String> tags) {
        sql.deleteFrom(RUN_TAG).where(RUN_TAG.RUN_ID.eq(id.value())).execute();
        insertTags(id.value(), tags);
    }

    @Override
    public void saveConfig(RunId id, String config) {
        statements.saveConfig(id, config);
    }

    @Override
    public void saveSummary(RunId id, String summary) {
        statements.saveSummary(id, summary);
    }

    @Override
    public void saveSystemMetrics(RunId id, String row) {
        statements.saveSystemMetrics(id, row);
    }

    @Override
    public void setDeleted(Collection<RunId> ids, Instant deletedAt) {
        Batches.of(numbers(ids), Batches.STATEMENT_ROWS)
                .forEach(some -> sql.update(RUN)
                        .set(RUN.DELETED_AT, deletedAt)
                        // the index of values holds only runs that are there
                        .set(RUN.VALUES_VERSION, RUN.VALUES_VERSION.plus(1))
                        .where(RUN.ID.in(some))
                        .execute());
    }

    private void insertTags(long run, List<String> tags) {
        if (tags.isEmpty()) {
            return;
        }
        var insert = sql.insertInto(RUN_TAG, RUN_TAG.RUN_ID, RUN_TAG.TAG, RUN_TAG.POSITION);
        for (int position = 0; position < tags.size(); position++) {
            insert = insert.values(run, tags.get(position), position);
        }
        insert.execute();
    }

    private Run withTags(Record row) {
        return RunRows.run(row, statements.tags(row.get(RUN.ID)));
    }

    private Map<Long, List<String>> tags(List<Long> runs) {
        Among among = Among.of(sql, RUN_TAG.RUN_ID, runs);
        return sql.select(RUN_TAG.RUN_ID, RUN_TAG.TAG)
                .from(among.rows())
                .where(among.condition())
                .orderBy(RUN_TAG.RUN_ID, RUN_TAG.POSITION)
                .fetchGroups(RUN_TAG.RUN_ID, RUN_TAG.TAG);
    }

    private static List<Long> numbers(Collection<RunId> ids) {
        return ids.stream().map(RunId::value).toList();
    }
}
