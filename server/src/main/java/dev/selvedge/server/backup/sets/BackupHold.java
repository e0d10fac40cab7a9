package dev.selvedge.server.backup.sets;

import dev.selvedge.server.backup.BackupFailure;
import dev.selvedge.storage.sql.MySqlAddress;
import dev.selvedge.storage.sql.MySqlConnections;
import dev.selvedge.storage.sql.backups.ObjectHold;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jooq.exception.DataAccessException;

/** One backup at a time, and no deletions of objects meanwhile; kept up for as long as this is open. */
final class BackupHold implements AutoCloseable {

    private final Connection connection;
    private final ObjectHold hold;
    private final ScheduledExecutorService clockwork =
            Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());

    private BackupHold(Connection connection, ObjectHold hold) {
        this.connection = connection;
        this.hold = hold;
        clockwork.scheduleWithFixedDelay(this::renew, 1, 1, TimeUnit.MINUTES);
    }

    static BackupHold take(MySqlAddress database, Clock clock) {
        Connection connection = null;
        try {
            connection = MySqlConnections.open(database, Map.of());
            ObjectHold hold = ObjectHold.take(MySqlConnections.on(connection), clock);
            if (hold == null) {
                throw new BackupFailure("Another backup is being made; one that was cut off is forgotten after "
                        + ObjectHold.LASTS.toMinutes() + " minutes.");
            }
            return new BackupHold(connection, hold);
        } catch (SQLException e) {
            close(connection);
            throw new BackupFailure("The database " + database + " cannot be reached (" + e.getMessage() + ").");
        } catch (DataAccessException e) {
            close(connection);
            throw new BackupFailure(
                    "The schema of " + database + " is not one that this version can back up; bring it up"
                            + " to date first (selvedge migrate). The database says: "
                            + e.getCause().getMessage() + ".");
        } catch (BackupFailure e) {
            close(connection);
            throw e;
        }
    }

    private void renew() {
        try {
            hold.renew();
        } catch (DataAccessException unreachable) {
            // it lasts for some more attempts, and at the end it is asked whether it lasted
        }
    }

    /** @throws BackupFailure when something may have been deleted since this was taken */
    void check() {
        try {
            if (hold.renew()) {
                return;
            }
        } catch (DataAccessException unreachable) {
            // as below
        }
        throw new BackupFailure(
                "The database was out of reach for too long, so objects may have been deleted while they"
                        + " were being copied; make another backup.");
    }

    private static void close(Connection connection) {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException ignored) {
                // the reason that made us close is the one to report
            }
        }
    }

    @Override
    public void close() {
        clockwork.shutdownNow();
        try {
            hold.close();
        } catch (DataAccessException ignored) {
            // it ends by itself
        }
        close(connection);
    }
}
