package dev.selvedge.storage.sql.keys;

import static dev.selvedge.storage.sql.schema.Tables.SERVER_KEY;

import dev.selvedge.storage.sql.Database;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.exception.IntegrityConstraintViolationException;

/** Keys that the servers sharing a database have in common; the first to ask makes them. */
public final class SqlKeys {

    private final DSLContext sql;
    private final Clock clock;

    public SqlKeys(Database database, Clock clock) {
        this(database.sql(), clock);
    }

    public SqlKeys(DSLContext sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** 32 random bytes, the same ones for everyone who asks by that name. */
    public byte[] secret(String name) {
        return find(name).orElseGet(() -> {
            byte[] fresh = new byte[32];
            new SecureRandom().nextBytes(fresh);
            return offer(name, fresh);
        });
    }

    /** {@code mine}, or what another server offered first. */
    public byte[] offer(String name, byte[] mine) {
        try {
            sql.insertInto(SERVER_KEY)
                    .set(SERVER_KEY.NAME, name)
                    .set(SERVER_KEY.SECRET, mine)
                    .set(SERVER_KEY.CREATED_AT, clock.instant())
                    .execute();
        } catch (IntegrityConstraintViolationException offeredAlready) {
            // what the other one offered counts
        }
        return find(name).orElseThrow();
    }

    public Optional<byte[]> find(String name) {
        return sql.select(SERVER_KEY.SECRET)
                .from(SERVER_KEY)
                .where(SERVER_KEY.NAME.eq(name))
                .fetchOptional(SERVER_KEY.SECRET);
    }
}
