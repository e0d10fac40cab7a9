package dev.selvedge.storage.sql.backups;

import static dev.selvedge.storage.sql.schema.Tables.BACKUP_NOTE;
import static dev.selvedge.storage.sql.schema.Tables.USER_ACCOUNT;
import static org.jooq.impl.DSL.min;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;

/** When the last backup of each kind was done, for the servers' metrics. */
public final class BackupNotes {

    /** What can be done with a backup. */
    public enum Kind {
        CREATED,
        OFFSITE,
        VERIFIED,
        DRILLED
    }

    private final DSLContext sql;

    public BackupNotes(DSLContext sql) {
        this.sql = sql;
    }

    public void note(Kind kind, String backup, Instant now, Duration took) {
        sql.deleteFrom(BACKUP_NOTE).where(BACKUP_NOTE.KIND.eq(kind.name())).execute();
        sql.insertInto(BACKUP_NOTE)
                .set(BACKUP_NOTE.KIND, kind.name())
                .set(BACKUP_NOTE.BACKUP, backup)
                .set(BACKUP_NOTE.NOTED_AT, now)
                .set(BACKUP_NOTE.SECONDS, took.toSeconds())
                .execute();
    }

    public Map<String, Instant> all() {
        return sql.selectFrom(BACKUP_NOTE).fetchMap(BACKUP_NOTE.KIND, BACKUP_NOTE.NOTED_AT);
    }

    /** Since when there is something to lose: since the first account was made. */
    public Optional<Instant> beginning() {
        return sql.select(min(USER_ACCOUNT.CREATED_AT)).from(USER_ACCOUNT).fetchOptional(0, Instant.class);
    }
}
