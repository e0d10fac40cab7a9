package dev.selvedge.storage.sql.backups;

import static dev.selvedge.storage.sql.schema.Tables.OBJECT_HOLD;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.exception.IntegrityConstraintViolationException;

/**
 * Keeps servers from deleting objects while a backup copies them, by a row that ends by itself when its owner dies. Whoever
 * deletes asks after it has read what to delete: what a snapshot taken under the hold refers to is then still there.
 */
public final class ObjectHold implements AutoCloseable {

    public static final Duration LASTS = Duration.ofMinutes(10);

    private static final String NAME = "backup";

    private final DSLContext sql;
    private final Clock clock;
    private final String owner = UUID.randomUUID().toString();

    private ObjectHold(DSLContext sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    public static boolean exists(DSLContext sql, Clock clock) {
        return sql.fetchExists(OBJECT_HOLD, OBJECT_HOLD.UNTIL_AT.gt(clock.instant()));
    }

    /** Null when another backup holds them. */
    public static ObjectHold take(DSLContext sql, Clock clock) {
        ObjectHold hold = new ObjectHold(sql, clock);
        sql.deleteFrom(OBJECT_HOLD)
                .where(OBJECT_HOLD.NAME.eq(NAME), OBJECT_HOLD.UNTIL_AT.le(clock.instant()))
                .execute();
        try {
            sql.insertInto(OBJECT_HOLD)
                    .set(OBJECT_HOLD.NAME, NAME)
                    .set(OBJECT_HOLD.OWNER, hold.owner)
                    .set(OBJECT_HOLD.UNTIL_AT, hold.until())
                    .execute();
            return hold;
        } catch (IntegrityConstraintViolationException held) {
            return null;
        }
    }

    private Instant until() {
        return clock.instant().plus(LASTS);
    }

    /** False when it was lost: objects may have gone since. */
    public synchronized boolean renew() {
        return sql.update(OBJECT_HOLD)
                        .set(OBJECT_HOLD.UNTIL_AT, until())
                        .where(OBJECT_HOLD.OWNER.eq(owner), OBJECT_HOLD.UNTIL_AT.gt(clock.instant()))
                        .execute()
                == 1;
    }

    @Override
    public synchronized void close() {
        sql.deleteFrom(OBJECT_HOLD).where(OBJECT_HOLD.OWNER.eq(owner)).execute();
    }
}
