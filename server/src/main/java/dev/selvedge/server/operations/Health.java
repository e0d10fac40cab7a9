package dev.selvedge.server.operations;

import dev.selvedge.platform.Fault;
import dev.selvedge.storage.sql.Database;

/** Whether this process should be sent requests. */
public final class Health {

    private final Database database;
    private final Drain drain;

    Health(Database database, Drain drain) {
        this.database = database;
        this.drain = drain;
    }

    /** Throws UNAVAILABLE with the reason why not. */
    public void checkReady() {
        if (drain.isDraining()) {
            throw new Fault(Fault.Code.UNAVAILABLE, "The server is stopping");
        }
        database.check();
    }
}
