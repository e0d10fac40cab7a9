package dev.selvedge.server.operations;

import dev.selvedge.platform.Fault;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.DatabaseClock;
import java.time.Clock;
import java.time.Duration;

/** Whether this process should be sent requests. */
public final class Health {

    /** The stores of clouds refuse what was signed a quarter of an hour ago or ahead. */
    private static final Duration WORST_CLOCK = Duration.ofMinutes(2);

    private final Database database;
    private final Clock clock;
    private final Drain drain;
    private final FirstAnswer bucket;

    Health(Database database, Clock clock, Drain drain, FirstAnswer bucket) {
        this.database = database;
        this.clock = clock;
        this.drain = drain;
        this.bucket = bucket;
    }

    /** Throws UNAVAILABLE with the reason why not. */
    public void checkReady() {
        if (drain.isDraining()) {
            throw new Fault(Fault.Code.UNAVAILABLE, "The server is stopping");
        }
        database.check();
        bucket.missing().ifPresent(why -> {
            throw new Fault(Fault.Code.UNAVAILABLE, why);
        });
        if (clock instanceof DatabaseClock common && common.error().abs().compareTo(WORST_CLOCK) > 0) {
            Duration error = common.error();
            throw new Fault(
                    Fault.Code.UNAVAILABLE,
                    "The clock of this machine is " + error.abs().toSeconds() + " seconds "
                            + (error.isNegative() ? "behind" : "ahead of")
                            + " the database's: links that it signs are refused");
        }
    }
}
