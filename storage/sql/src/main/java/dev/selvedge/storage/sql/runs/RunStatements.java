package dev.selvedge.storage.sql.runs;

import static dev.selvedge.storage.sql.FixedStatement.any;
import static dev.selvedge.storage.sql.schema.Tables.RUN;
import static dev.selvedge.storage.sql.schema.Tables.RUN_TAG;
import static org.jooq.impl.DSL.inline;

import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.NewRun;
import dev.selvedge.domain.runs.Run;
import dev.selvedge.domain.runs.RunCounts;
import dev.selvedge.domain.runs.RunDocuments;
import dev.selvedge.domain.runs.RunId;
import dev.selvedge.domain.runs.RunLife;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.FixedStatement;
import dev.selvedge.storage.sql.schema.tables.records.RunRecord;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.UpdateSetMoreStep;

/** What each request of a training program, or of a page that shows it, asks and changes of a run. */
final class RunStatements {

    private final FixedStatement find;
    private final FixedStatement byId;
    private final FixedStatement documents;
    private final FixedStatement insert;
    private final FixedStatement tags;
    private final FixedStatement lock;
    private final FixedStatement lockWithSummary;
    private final FixedStatement save;
    private final FixedStatement saveWithSummary;
    private final FixedStatement saveAll;
    private final FixedStatement saveAllWithConfig;
    private final FixedStatement saveConfig;
    private final FixedStatement saveSummary;
    private final FixedStatement saveSystemMetrics;

    RunStatements(Database database) {
        DSLContext sql = database.sql();
        find = new FixedStatement(
                database,
                sql.select(RunRows.COLUMNS)
                        .from(RUN)
                        .where(RUN.PROJECT_ID.eq(any(RUN.PROJECT_ID)).and(RUN.NAME.eq(any(RUN.NAME)))));
        byId = new FixedStatement(
                database, sql.select(RunRows.COLUMNS).from(RUN).where(RUN.ID.eq(any(RUN.ID))));
        documents = new FixedStatement(
                database,
                sql.select(RUN.ID, RUN.CONFIG, RUN.SUMMARY, RUN.SYSTEM_METRICS)
                        .from(RUN)
                        .where(RUN.ID.eq(any(RUN.ID))));
        insert = new FixedStatement(database, sql.insertInto(RUN).set(places(RunRows.INSERTED)));
        saveAll = new FixedStatement(
                database, sql.update(RUN).set(places(RunRows.SAVED)).where(RUN.ID.eq(any(RUN.ID))));
        saveAllWithConfig = new FixedStatement(
                database,
                sql.update(RUN)
                        .set(places(RunRows.SAVED))
                        .set(RUN.CONFIG, any(RUN.CONFIG))
                        .set(RUN.VALUES_VERSION, RUN.VALUES_VERSION.plus(inline(1)))
                        .where(RUN.ID.eq(any(RUN.ID))));
        saveConfig = new FixedStatement(
                database,
                sql.update(RUN)
                        .set(RUN.CONFIG, any(RUN.CONFIG))
                        .set(RUN.VALUES_VERSION, RUN.VALUES_VERSION.plus(inline(1)))
                        .where(RUN.ID.eq(any(RUN.ID))));
        tags = new FixedStatement(
                database,
                sql.select(RUN_TAG.TAG)
                        .from(RUN_TAG)
                        .where(RUN_TAG.RUN_ID.eq(any(RUN_TAG.RUN_ID)))
                        .orderBy(RUN_TAG.POSITION));
        lock = new FixedStatement(
                database,
                sql.select(RunRows.COLUMNS)
                        .from(RUN)
                        .where(RUN.ID.eq(any(RUN.ID)))
                        .forUpdate());
        lockWithSummary = new FixedStatement(
                database,
                sql.select(RunRows.COLUMNS)
                        .select(RUN.SUMMARY)
                        .from(RUN)
                        .where(RUN.ID.eq(any(RUN.ID)))
                        .forUpdate());
        save = new FixedStatement(database, progress(sql).where(RUN.ID.eq(any(RUN.ID))));
        // one statement: a row that is written twice costs the database twice
        saveWithSummary = new FixedStatement(
                database,
                progress(sql)
                        .set(RUN.SUMMARY, any(RUN.SUMMARY))
                        .set(RUN.VALUES_VERSION, RUN.VALUES_VERSION.plus(inline(1)))
                        .where(RUN.ID.eq(any(RUN.ID))));
        saveSummary = new FixedStatement(
                database,
                sql.update(RUN)
                        .set(RUN.SUMMARY, any(RUN.SUMMARY))
                        .set(RUN.VALUES_VERSION, RUN.VALUES_VERSION.plus(inline(1)))
                        .where(RUN.ID.eq(any(RUN.ID))));
        saveSystemMetrics = new FixedStatement(
                database,
                sql.update(RUN).set(RUN.SYSTEM_METRICS, any(RUN.SYSTEM_METRICS)).where(RUN.ID.eq(any(RUN.ID))));
    }

    private static UpdateSetMoreStep<RunRecord> progress(DSLContext sql) {
        return sql.update(RUN)
                .set(RUN.STATE, any(RUN.STATE))
                .set(RUN.UPDATED_AT, any(RUN.UPDATED_AT))
                .set(RUN.HEARTBEAT_AT, any(RUN.HEARTBEAT_AT))
                .set(RUN.FINISHED_AT, any(RUN.FINISHED_AT))
                .set(RUN.EXIT_CODE, any(RUN.EXIT_CODE))
                .set(RUN.PREEMPTING, any(RUN.PREEMPTING))
                .set(RUN.BEGUN_AGAIN_AT, any(RUN.BEGUN_AGAIN_AT))
                .set(RUN.HISTORY_ROWS, any(RUN.HISTORY_ROWS))
                .set(RUN.EVENT_ROWS, any(RUN.EVENT_ROWS))
                .set(RUN.LOG_LINES, any(RUN.LOG_LINES))
                .set(RUN.LAST_STEP, any(RUN.LAST_STEP))
                .set(RUN.HISTORY_ID, any(RUN.HISTORY_ID));
    }

    private static Map<Field<?>, Object> places(List<Field<?>> columns) {
        Map<Field<?>, Object> places = new LinkedHashMap<>();
        columns.forEach(column -> places.put(column, any(column)));
        return places;
    }

    Optional<Record> find(RunId id) {
        return byId.find(id.value());
    }

    Optional<RunDocuments> documents(RunId id) {
        return documents
                .find(id.value())
                .map(row -> new RunDocuments(row.get(RUN.CONFIG), row.get(RUN.SUMMARY), row.get(RUN.SYSTEM_METRICS)));
    }

    RunId insert(NewRun run) {
        return new RunId(insert.insert(RunRows.inserted(run)));
    }

    void saveAll(Run run) {
        saveAll.change(with(RunRows.saved(run), run.id().value()));
    }

    void saveAll(Run run, String config) {
        saveAllWithConfig.change(with(RunRows.saved(run), config, run.id().value()));
    }

    void saveConfig(RunId id, String config) {
        saveConfig.change(config, id.value());
    }

    Optional<Record> find(ProjectId project, String name) {
        return find.find(project.value(), name);
    }

    List<String> tags(long run) {
        return tags.list(run).stream().map(row -> row.get(RUN_TAG.TAG)).toList();
    }

    Optional<Record> lock(RunId id) {
        return lock.find(id.value());
    }

    Optional<Record> lockWithSummary(RunId id) {
        return lockWithSummary.find(id.value());
    }

    void save(Run run) {
        save.change(values(run, run.id().value()));
    }

    void save(Run run, String summary) {
        saveWithSummary.change(values(run, summary, run.id().value()));
    }

    private static Object[] values(Run run, Object... more) {
        RunLife life = run.life();
        RunCounts counts = run.counts();
        Object[] values = {
            life.state().word(),
            life.updatedAt(),
            life.heartbeatAt(),
            life.finishedAt(),
            life.exitCode(),
            life.preempting(),
            life.begunAgainAt(),
            counts.historyRows(),
            counts.eventRows(),
            counts.logLines(),
            counts.lastStep(),
            run.history().value()
        };
        return with(values, more);
    }

    private static Object[] with(Object[] values, Object... more) {
        Object[] all = Arrays.copyOf(values, values.length + more.length);
        System.arraycopy(more, 0, all, values.length, more.length);
        return all;
    }

    void saveSummary(RunId id, String text) {
        saveSummary.change(text, id.value());
    }

    void saveSystemMetrics(RunId id, String row) {
        saveSystemMetrics.change(row, id.value());
    }
}
