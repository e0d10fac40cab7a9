package dev.selvedge.storage.sql.runs;

import static dev.selvedge.storage.sql.schema.Tables.CRASH_WATCH;

import dev.selvedge.domain.runs.CrashWatch;
import dev.selvedge.storage.sql.Database;
import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;

/** One row for the installation. */
public final class SqlCrashWatch implements CrashWatch {

    private static final int THE_ROW = 1;

    private final DSLContext sql;

    public SqlCrashWatch(Database database) {
        this.sql = database.sql();
    }

    @Override
    public Optional<Watch> find() {
        return sql.select(CRASH_WATCH.SINCE, CRASH_WATCH.LAST_LOOK, CRASH_WATCH.LISTENED_AT)
                .from(CRASH_WATCH)
                .where(CRASH_WATCH.ID.eq(THE_ROW))
                .fetchOptional(row -> new Watch(row.value1(), row.value2(), row.value3()));
    }

    @Override
    public void save(Watch watch) {
        sql.insertInto(CRASH_WATCH)
                .set(CRASH_WATCH.ID, THE_ROW)
                .set(CRASH_WATCH.SINCE, watch.since())
                .set(CRASH_WATCH.LAST_LOOK, watch.last())
                .onDuplicateKeyUpdate()
                .set(CRASH_WATCH.SINCE, watch.since())
                .set(CRASH_WATCH.LAST_LOOK, watch.last())
                .execute();
    }

    @Override
    public void listens(Instant now) {
        sql.insertInto(CRASH_WATCH)
                .set(CRASH_WATCH.ID, THE_ROW)
                .set(CRASH_WATCH.SINCE, now)
                .set(CRASH_WATCH.LAST_LOOK, now)
                .set(CRASH_WATCH.LISTENED_AT, now)
                .onDuplicateKeyUpdate()
                .set(CRASH_WATCH.LISTENED_AT, now)
                .execute();
    }
}
