package dev.selvedge.storage.sql;

import com.zaxxer.hikari.HikariConfig;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** H2 as we run it. */
final class EmbeddedDatabase {

    /**
     * QUERY_CACHE_SIZE: statements that H2 keeps hand out their last answer again where it believes that nothing has
     * changed, and it overlooks changes of the same transaction and of others that commit meanwhile. Statements that
     * are not kept have no last answer. (OPTIMIZE_REUSE_RESULTS=0 does that as well, but then a subquery is asked anew
     * for each row of the outer one.)
     */
    private static final String EVERYWHERE =
            ";MODE=MySQL;CASE_INSENSITIVE_IDENTIFIERS=TRUE;QUERY_CACHE_SIZE=0;OPTIMIZE_REUSE_RESULTS=1";

    private EmbeddedDatabase() {}

    /**
     * WRITE_DELAY=0 makes a commit reach the file before it is acknowledged: with H2's default, a killed process
     * loses commits it has already answered. LOCK_TIMEOUT (milliseconds; two seconds by default): on a machine that is
     * busy with training, those who wait for one another's rows wait instead of failing. RETENTION_TIME (milliseconds;
     * 45 seconds by default): what was overwritten within that time stays in the file, so under load its size is the
     * rate of writing times this. LOB_TIMEOUT (milliseconds; five minutes by default): H2 makes another copy of each
     * large value on its way into a table and a reference on its way out, and keeps both for that time.
     *
     * <p>The prefix "retry" makes H2 open the file again where a thread was interrupted while it read or wrote: the JDK
     * closes the channel then, for all threads, and every transaction would fail until the next start. Threads are
     * interrupted by the end of a job's time, of a delivery, of a server.
     */
    static JdbcDataSource file(Path folder) {
        return source("jdbc:h2:retry:" + folder.resolve("selvedge").toAbsolutePath()
                + ";WRITE_DELAY=0;LOCK_TIMEOUT=20000;DB_CLOSE_ON_EXIT=FALSE"
                + ";LOB_TIMEOUT=30000;RETENTION_TIME=15000");
    }

    static Database inFolder(Path folder) {
        boolean fresh = FreshDatabase.putInto(folder);
        Database database = byItsSteps(folder);
        try {
            if (fresh) {
                FreshDatabase.noteTheTime(database.dataSource());
            }
            return database;
        } catch (SQLException e) {
            throw refused(database, e);
        }
    }

    /** Without the copy that new folders begin with. */
    static Database byItsSteps(Path folder) {
        JdbcDataSource source = file(folder);
        DiskReserve reserve = DiskReserve.of(folder);
        Database database = open(source, reserve);
        try {
            return database.with(new EmbeddedUpkeep(source, database::alone, reserve));
        } catch (SQLException e) {
            throw refused(database, e);
        }
    }

    private static DatabaseRefused refused(Database database, SQLException e) {
        database.close();
        return new DatabaseRefused("The database cannot be used: " + e.getMessage(), e);
    }

    static Database inMemory(String name) {
        return open(source("jdbc:h2:mem:" + name), DiskReserve.endless());
    }

    static Database open(DataSource source, DiskReserve reserve) {
        Set<String> queries = ConcurrentHashMap.newKeySet();
        HikariConfig config = new HikariConfig();
        config.setDataSource(new OneWriter(queries, reserve).around(source));
        config.setMaximumPoolSize(16);
        // see EmbeddedUpkeep: a file that was closed is opened anew while nobody is connected
        config.setAllowPoolSuspension(true);
        config.setConnectionTimeout(Duration.ofSeconds(20).toMillis());
        // steps of the schema use two connections, one waiting for the other
        return Database.open(config, pool -> source).keeping(queries).on(reserve);
    }

    private static JdbcDataSource source(String url) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(url + EVERYWHERE);
        source.setUser("sa");
        source.setPassword("");
        return source;
    }
}
