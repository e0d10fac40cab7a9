package dev.selvedge.storage.sql.runs;

import static dev.selvedge.storage.sql.schema.Tables.RUN_ARCHIVE;

import dev.selvedge.domain.runs.RunArchive;
import dev.selvedge.domain.runs.RunArchiveStore;
import dev.selvedge.domain.runs.RunId;
import dev.selvedge.domain.runs.history.HistoryId;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.schema.tables.records.RunArchiveRecord;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;

/** Archives in SQL. */
public final class SqlRunArchiveStore implements RunArchiveStore {

    private final DSLContext sql;

    public SqlRunArchiveStore(Database database) {
        this.sql = database.sql();
    }

    @Override
    public void add(RunId run, RunArchive archive) {
        sql.insertInto(RUN_ARCHIVE)
                .set(RUN_ARCHIVE.RUN_ID, run.value())
                .set(RUN_ARCHIVE.ARCHIVE_NUMBER, archive.number())
                .set(RUN_ARCHIVE.HISTORY_ID, archive.history().value())
                .set(RUN_ARCHIVE.REWOUND_TO, archive.rewoundTo())
                .set(RUN_ARCHIVE.HISTORY_ROWS, archive.rows())
                .set(RUN_ARCHIVE.LAST_STEP, archive.lastStep())
                .set(RUN_ARCHIVE.SUMMARY, archive.summary())
                .set(RUN_ARCHIVE.ARCHIVED_AT, archive.at())
                .execute();
    }

    @Override
    public List<RunArchive> of(RunId run) {
        return sql.selectFrom(RUN_ARCHIVE)
                .where(RUN_ARCHIVE.RUN_ID.eq(run.value()))
                .orderBy(RUN_ARCHIVE.ARCHIVE_NUMBER.desc())
                .fetch(SqlRunArchiveStore::archive);
    }

    @Override
    public Optional<RunArchive> find(RunId run, int number) {
        return sql.selectFrom(RUN_ARCHIVE)
                .where(RUN_ARCHIVE.RUN_ID.eq(run.value()))
                .and(RUN_ARCHIVE.ARCHIVE_NUMBER.eq(number))
                .fetchOptional(SqlRunArchiveStore::archive);
    }

    @Override
    public void remove(RunId run, Collection<Integer> numbers) {
        if (!numbers.isEmpty()) {
            sql.deleteFrom(RUN_ARCHIVE)
                    .where(RUN_ARCHIVE.RUN_ID.eq(run.value()))
                    .and(RUN_ARCHIVE.ARCHIVE_NUMBER.in(numbers))
                    .execute();
        }
    }

    private static RunArchive archive(RunArchiveRecord row) {
        return new RunArchive(
                row.getArchiveNumber(),
                new HistoryId(row.getHistoryId()),
                row.getRewoundTo(),
                row.getHistoryRows(),
                row.getLastStep(),
                row.getSummary(),
                row.getArchivedAt());
    }
}
