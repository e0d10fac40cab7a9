package dev.selvedge.storage.sql;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.mvstore.FileStore;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.RandomAccessStore;

/**
 * What the file of the embedded database needs every few seconds.
 *
 * <p>It is handed to the disk. H2 leaves that to the operating system and so keeps what was overwritten for as long as
 * that may take; with this, RETENTION_TIME can be short and a loss of power takes seconds at most.
 *
 * <p>Its free space is gathered. H2 writes a commit in one piece and uses the place of a piece again once nothing in it
 * is current; one page that lives on keeps a piece of megabytes. Its own thread that writes such pages anew does not run
 * with WRITE_DELAY=0, without which acknowledged commits would be lost, and the file would grow for as long as rows are
 * changed.
 *
 * <p>It is opened anew where H2 has closed it, which it does for good when a write fails, as on a full disk. What was
 * acknowledged is in it.
 */
final class EmbeddedUpkeep implements AutoCloseable {

    private static final Logger log = System.getLogger(EmbeddedUpkeep.class.getName());

    private static final int EVERY_SECONDS = 5;

    /** Percent of what is written that is current; below it, space is gathered. The file is then at most twice as long. */
    private static final int WANTED_SHARE = 50;

    /** Bytes that are written anew while commits wait, some hundredths of a second. */
    private static final int BYTES_AT_ONCE = 2 << 20;

    /** Of each round: who writes has most of the time for itself. More where little is current, which would fill the disk. */
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private static final Duration LONGEST_IN_NEED = Duration.ofMillis(2500);

    /** Bytes moved from the end of the file to free space in it, while all else waits for some tenths of a second. */
    private static final int BYTES_MOVED = 16 << 20;

    private static final Duration LET_GO = Duration.ofSeconds(5);

    private static final String DATABASE = "jdbc:h2:";

    /** Does nothing that was not done before: see {@link EmbeddedDatabase#file}. */
    private static final String SAME_FILE = "retry:";

    private static final int MOST_NAMES = 8;

    private final JdbcDataSource source;
    private final String url;
    private final Consumer<Runnable> alone;
    private final DiskReserve reserve;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("database-upkeep").factory());
    private int timesOpened;
    private Connection connection;
    private volatile MVStore store;
    private long syncedVersion;

    /** @param alone runs something while there is no other connection */
    EmbeddedUpkeep(JdbcDataSource source, Consumer<Runnable> alone, DiskReserve reserve) throws SQLException {
        this.source = source;
        this.url = source.getURL();
        this.alone = alone;
        this.reserve = reserve;
        open();
        thread.scheduleWithFixedDelay(this::round, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    /** Whether nothing can be read or written, whatever a connection says of itself. */
    boolean isBroken() {
        return store.isClosed();
    }

    private void open() throws SQLException {
        connection = source.getConnection();
        SessionLocal session =
                (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
        store = session.getDatabase().getStore().getMvStore();
        syncedVersion = 0;
    }

    void round() {
        // a write that fails would close the file, also one that H2 makes when it opens it
        if (!reserve.isThereForUpkeep()) {
            return;
        }
        try {
            if (isBroken()) {
                log.log(
                        Level.WARNING,
                        "A write to the file of the embedded database failed, as on a full disk; it is opened anew");
                alone.accept(this::openAnew);
            }
            sync();
            gather();
        } catch (RuntimeException e) {
            // the next round tries again; whoever needs the database hears of its trouble
            log.log(Level.WARNING, "The file of the embedded database could not be looked after", e);
        }
    }

    /**
     * H2 lets go of a file when its last connection ends, and the pool ends those that it has let go of on a thread of its
     * own: until then the file is in use.
     */
    private void openAnew() {
        leave();
        source.setURL(nextName());
        long end = System.nanoTime() + LET_GO.toNanos();
        while (true) {
            try {
                open();
                return;
            } catch (SQLException e) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException(e);
                }
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        }
    }

    /**
     * Another name of the same file. Who connects by the name of what has failed would join it, and its last connections
     * end what has that name, whichever it is.
     */
    private String nextName() {
        timesOpened = timesOpened % MOST_NAMES + 1;
        return DATABASE + SAME_FILE.repeat(timesOpened) + url.substring(DATABASE.length());
    }

    private void leave() {
        try {
            connection.close();
        } catch (SQLException e) {
            log.log(Level.DEBUG, "It says once more what has failed", e);
        }
    }

    private void sync() {
        long version = store.getCurrentVersion();
        if (version != syncedVersion) {
            store.sync();
            syncedVersion = version;
        }
    }

    private void gather() {
        FileStore<?> file = store.getFileStore();
        Duration longest = file.getChunksFillRate() < WANTED_SHARE / 2 ? LONGEST_IN_NEED : LONGEST;
        long end = System.nanoTime() + longest.toNanos();
        while (!thread.isShutdown() && System.nanoTime() < end && store.compact(WANTED_SHARE, BYTES_AT_ONCE)) {
            // what was read to be written anew waits in memory until a commit, and those may be rare
            store.tryCommit();
        }
        // the file ends where its last piece does, however much is free before it
        if (file instanceof RandomAccessStore pieces) {
            while (!thread.isShutdown() && System.nanoTime() < end && pieces.getFillRate() < WANTED_SHARE) {
                pieces.compactMoveChunks(WANTED_SHARE, BYTES_MOVED, store);
            }
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
            log.log(Level.DEBUG, "The connection for looking after the file did not close", e);
        }
    }
}
