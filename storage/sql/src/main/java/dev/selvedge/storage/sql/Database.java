package dev.selvedge.storage.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.pool.HikariPool;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Untrusted;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.conf.RenderNameCase;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;

/** A migrated database: its pool, its transactions and the jOOQ context that joins them. */
public final class Database implements AutoCloseable {

    private static final int CHECK_SECONDS = 2;

    private static final Duration LET_GO = Duration.ofSeconds(10);

    /** A name that leads elsewhere now is followed within this time by connections that still work. */
    private static final Duration FOLLOW_AGAIN_AFTER = Duration.ofSeconds(5);

    private final HikariDataSource pool;
    private final Engine engine;
    private final SqlTransactions transactions;
    private final DSLContext sql;
    private final AtomicReference<StatementListener> statements = new AtomicReference<>();
    private final RightsWatch rights = new RightsWatch();
    private Runnable upkeep = () -> {};
    private BooleanSupplier broken = () -> false;
    private DiskReserve reserve = DiskReserve.endless();
    private Set<String> keptQueries = new HashSet<>();
    /** Of the last attempt at a connection that a probe made, where there is something to do about it. */
    private volatile String whyAway = "";

    private final WriterCheck writer = new WriterCheck(Duration.ofSeconds(CHECK_SECONDS));
    private final AtomicLong followed = new AtomicLong(System.nanoTime() - FOLLOW_AGAIN_AFTER.toNanos());

    private Database(HikariDataSource pool, Engine engine) {
        this.pool = pool;
        this.engine = engine;
        this.transactions = new SqlTransactions(pool, rights);
        this.sql = DSL.using(new DefaultConfiguration()
                .set(transactions.connectionProvider())
                .set(engine.dialect())
                .set(StatementRules.provider(engine, transactions), () -> new StatementWatch(statements), () -> rights)
                .set(rendering()));
    }

    static Settings rendering() {
        return new Settings()
                .withRenderNameCase(RenderNameCase.LOWER)
                .withRenderQuotedNames(RenderQuotedNames.NEVER)
                .withRenderSchema(false)
                .withRenderGroupConcatMaxLenSessionVariable(false)
                // nobody reads them, and asking a connection that has just died hides why it did
                .withFetchWarnings(false)
                .withExecuteLogging(false);
    }

    /** The embedded database below {@code folder}. */
    public static Database embedded(Path folder) {
        return EmbeddedDatabase.inFolder(folder);
    }

    /** A database that lives as long as this object, for tests. */
    public static Database inMemory(String name) {
        return EmbeddedDatabase.inMemory(name);
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
        config.setInitializationFailTimeout(1);
        DatabaseWait.await(address, patience);
        try {
            return open(config, pool -> pool);
        } catch (HikariPool.PoolInitializationException e) {
            throw new DatabaseRefused(
                    "The database " + address + " cannot be reached ("
                            + Untrusted.orElse(e, e.getCause().getMessage().strip()) + ").",
                    e);
        }
    }

    /** @param migrating what changes the schema */
    static Database open(HikariConfig config, UnaryOperator<DataSource> migrating) {
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

    /** @param upkeep work beside the database that has to end before it does, and knows when its file has failed */
    Database with(EmbeddedUpkeep upkeep) {
        this.upkeep = upkeep::close;
        this.broken = upkeep::isBroken;
        return this;
    }

    /** @param disk whose room this process has to look after itself */
    Database on(DiskReserve disk) {
        this.reserve = disk;
        return this;
    }

    /** Does something while nobody is connected, and whoever wants to be waits; what is in use is awaited for a while. */
    void alone(Runnable work) {
        HikariPoolMXBean connections = pool.getHikariPoolMXBean();
        connections.suspendPool();
        try {
            long end = System.nanoTime() + LET_GO.toNanos();
            do {
                connections.softEvictConnections();
                LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            } while (connections.getTotalConnections() > 0 && System.nanoTime() < end);
            work.run();
        } finally {
            connections.resumePool();
        }
    }

    /** @param queries the texts of those that this database's connections keep */
    Database keeping(Set<String> queries) {
        this.keptQueries = queries;
        return this;
    }

    /** Text of a query that is asked again and again and has a short answer. */
    void keep(String query) {
        keptQueries.add(query);
    }

    /** Whether a failure means that the database is away for a while, rather than that something is wrong. */
    public static boolean isOutage(Throwable failure) {
        return SqlFailures.isOutage(failure);
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

    /** Whether the calling thread is in a transaction: it may see what others do not see yet, and take it back. */
    public boolean isInTransaction() {
        return transactions.isOpen();
    }

    /** What the pool is doing right now. */
    public HikariPoolMXBean pool() {
        return pool.getHikariPoolMXBean();
    }

    public int poolSize() {
        return pool.getMaximumPoolSize();
    }

    /** {@code listener} hears, too, how many nanoseconds each commit took, on the thread that committed. */
    public void onCommit(LongConsumer listener) {
        transactions.onCommit(listener);
    }

    /** {@code listener} hears of each statement, beside those that do already; after null none hears any more. */
    public void onStatement(StatementListener listener) {
        statements.accumulateAndGet(
                listener, (before, next) -> before == null || next == null ? next : before.and(next));
    }

    /** See {@link dev.selvedge.domain.people.RightsChanges}. */
    public long rightsVersion() {
        return rights.version();
    }

    /** Null when nobody listens. */
    StatementListener listener() {
        return statements.get();
    }

    public DataSource dataSource() {
        return pool;
    }

    /**
     * Throws UNAVAILABLE when a connection cannot be had or does not answer soon (probes do not wait as requests do), or
     * when nothing can be written.
     */
    public void check() {
        if (reserve.isSpent()) {
            throw new Fault(Fault.Code.UNAVAILABLE, DiskReserve.why());
        }
        if (broken.getAsBoolean()) {
            throw new Fault(Fault.Code.UNAVAILABLE, "The file of the database could not be written");
        }
        FutureTask<Boolean> asking = new FutureTask<>(() -> {
            try (Connection connection = pool.getConnection()) {
                whyAway = "";
                return answersAndWrites(connection);
            } catch (SQLException e) {
                // often said after nobody waits for it any more: the next one who asks is told
                whyAway = Untrusted.why(e).map(why -> ": " + why).orElse("");
                throw e;
            }
        });
        Thread.startVirtualThread(asking);
        try {
            if (!asking.get(CHECK_SECONDS, TimeUnit.SECONDS)) {
                throw new Fault(Fault.Code.UNAVAILABLE, "The database does not answer");
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Fault known) {
                throw known;
            }
            throw new Fault(Fault.Code.UNAVAILABLE, "The database cannot be reached" + whyAway, e);
        } catch (TimeoutException e) {
            throw new Fault(Fault.Code.UNAVAILABLE, "The database does not answer in time" + whyAway, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Fault(Fault.Code.UNAVAILABLE, "The server is stopping", e);
        }
    }

    private boolean answersAndWrites(Connection connection) throws SQLException {
        if (!engine.isShared()) {
            return connection.isValid(CHECK_SECONDS);
        }
        if (!writer.takesWrites(connection)) {
            follow();
            throw new Fault(Fault.Code.UNAVAILABLE, SqlFailures.READ_ONLY);
        }
        return true;
    }

    /**
     * The name of the database may have moved to another machine: all connections are made anew, not only those whose
     * writes are refused. Readers keep what they have until they are done.
     */
    private void follow() {
        long last = followed.get();
        long now = System.nanoTime();
        if (now - last >= FOLLOW_AGAIN_AFTER.toNanos() && followed.compareAndSet(last, now)) {
            pool().softEvictConnections();
        }
    }

    /** Writes everything committed to the file and lets go of it. */
    @Override
    public void close() {
        upkeep.run();
        pool.close();
    }
}
