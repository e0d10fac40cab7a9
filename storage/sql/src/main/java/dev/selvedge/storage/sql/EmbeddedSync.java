package dev.selvedge.storage.sql;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;

/**
 * Hands the file of the embedded database to the disk every few seconds. H2 leaves that to the operating system and so
 * keeps what was overwritten for as long as that may take; with this, RETENTION_TIME can be short and a loss of power
 * takes seconds at most.
 */
final class EmbeddedSync implements AutoCloseable {

    private static final Logger log = System.getLogger(EmbeddedSync.class.getName());

    private static final int EVERY_SECONDS = 5;

    private final Connection connection;
    private final MVStore store;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("database-sync").factory());
    private volatile long syncedVersion;

    EmbeddedSync(DataSource source) throws SQLException {
        this.connection = source.getConnection();
        SessionLocal session =
                (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
        this.store = session.getDatabase().getStore().getMvStore();
        thread.scheduleWithFixedDelay(this::sync, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    private void sync() {
        try {
            long version = store.getCurrentVersion();
            if (version != syncedVersion) {
                store.sync();
                syncedVersion = version;
            }
        } catch (RuntimeException e) {
            // the next round tries again; whoever needs the database hears of its trouble
            log.log(Level.WARNING, "The embedded database could not be written to the disk", e);
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            thread.awaitTermination(10, TimeUnit.SECONDS);
            connection.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            log.log(Level.DEBUG, "The connection for writing to the disk did not close", e);
        }
    }
}
