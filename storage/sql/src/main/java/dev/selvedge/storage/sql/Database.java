package dev.selvedge.storage.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.pool.HikariPool;
import dev.selvedge.platform.Fault;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jooq.DSLContext;
import org.jooq.conf.RenderNameCase;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;

/** A migrated database: its pool, its transactions and the jOOQ context that joins them. */
public final class Database implements AutoCloseable {

    private static final int CHECK_SECONDS = 2;

    private final HikariDataSource pool;
    private final Engine engine;
    private final SqlTransactions transactions;
    private final DSLContext sql;

    private Database(HikariDataSource pool, Engine engine) {
        this.pool = pool;
        this.engine = engine;
        this.transactions = new SqlTransactions(pool);
        this.sql = DSL.using(new DefaultConfiguration()
                .set(transactions.connectionProvider())
                .set(engine.dialect())
                .set(StatementRules.provider(engine, transactions))
                .set(new Settings()
                        .withRenderNameCase(RenderNameCase.LOWER)
                        .withRenderQuotedNames(RenderQuotedNames.NEVER)
                        .withRenderSchema(false)
                        .withRenderGroupConcatMaxLenSessionVariable(false)
                        // nobody reads them, and asking a connection that has just died hides why it did
                        .withFetchWarnings(false)
                        .withExecuteLogging(false)));
    }

    /**
     * The embedded database below {@code folder}.
     *
     * <p>WRITE_DELAY=0 makes a commit reach the file before it is acknowledged: with H2's default, a killed process
     * loses commits it has already answered. LOCK_TIMEOUT (milliseconds; two seconds by default): on a machine that is
     * busy with training, those who wait for one another's rows wait instead of failing.
     */
    public static Database embedded(Path folder) {
        return h2("jdbc:h2:file:" + folder.resolve("selvedge").toAbsolutePath()
                + ";WRITE_DELAY=0;LOCK_TIMEOUT=20000;DB_CLOSE_ON_EXIT=FALSE");
    }

    /** A database that lives as long as this object, for tests. */
    public static Database inMemory(String name) {
        return h2("jdbc:h2:mem:" + name);
    }

    /**
     * OPTIMIZE_REUSE_RESULTS: H2 would hand out the last answer of a statement again where it believes that nothing
     * has changed, and overlooks changes of the same transaction and of others that commit meanwhile.
     */
    private static Database h2(String url) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(url + ";MODE=MySQL;CASE_INSENSITIVE_IDENTIFIERS=TRUE;OPTIMIZE_REUSE_RESULTS=0");
        source.setUser("sa");
        source.setPassword("");
        HikariConfig config = new HikariConfig();
        config.setDataSource(OneWriter.around(source));
        config.setMaximumPoolSize(16);
        config.setConnectionTimeout(Duration.ofSeconds(20).toMillis());
        // steps of the schema use two connections, one waiting for the other
        return open(config, pool -> source);
    }

    /**
     * MySQL or MariaDB.
     *
     * @param patience how long to wait for a database that is not there yet, as when everything starts together
     * @throws DatabaseRefused with one sentence
     */
    public static Database mysql(MySqlAddress address, Duration patience) {
        HikariConfig config;
        try {
            config = MySqlPool.config(address);
        } catch (IllegalArgumentException e) {
            throw new DatabaseRefused(e.getMessage() + ".", e);
        }
        config.setInitializationFailTimeout(Math.max(1, patience.toMillis()));
        try {
            return open(config, pool -> pool);
        } catch (HikariPool.PoolInitializationException e) {
            throw new DatabaseRefused(
                    "The database " + address + " cannot be reached ("
                            + e.getCause().getMessage().strip() + ").",
                    e);
        }
    }

    private static Database open(HikariConfig config, UnaryOperator<DataSource> migrating) {
        config.setPoolName("sql");
        HikariDataSource pool = new HikariDataSource(config);
        try {
            Engine engine;
            try (Connection connection = pool.getConnection()) {
                engine = Engine.of(connection);
            }
            new Migrations(migrating.apply(pool), engine).run();
            return new Database(pool, engine);
        } catch (SQLException e) {
            pool.close();
            throw new DatabaseRefused("The database cannot be used: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    public Engine engine() {
        return engine;
    }

    public DSLContext sql() {
        return sql;
    }

    public SqlTransactions transactions() {
        return transactions;
    }

    /** What the pool is doing right now. */
    public HikariPoolMXBean pool() {
        return pool.getHikariPoolMXBean();
    }

    public int poolSize() {
        return pool.getMaximumPoolSize();
    }

    /** {@code listener} hears how many nanoseconds each commit took. */
    public void onCommit(LongConsumer listener) {
        transactions.onCommit(listener);
    }

    public DataSource dataSource() {
        return pool;
    }

    /** Throws UNAVAILABLE when a connection cannot be had or does not answer soon: probes do not wait as requests do. */
    public void check() {
        FutureTask<Boolean> asking = new FutureTask<>(() -> {
            try (Connection connection = pool.getConnection()) {
                return connection.isValid(CHECK_SECONDS);
            }
        });
        Thread.startVirtualThread(asking);
        try {
            if (!asking.get(CHECK_SECONDS, TimeUnit.SECONDS)) {
                throw new Fault(Fault.Code.UNAVAILABLE, "The database does not answer");
            }
        } catch (ExecutionException e) {
            throw new Fault(Fault.Code.UNAVAILABLE, "The database cannot be reached", e);
        } catch (TimeoutException e) {
            throw new Fault(Fault.Code.UNAVAILABLE, "The database does not answer in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Fault(Fault.Code.UNAVAILABLE, "The server is stopping", e);
        }
    }

    /** Writes everything committed to the file and lets go of it. */
    @Override
    public void close() {
        pool.close();
    }
}
