package dev.selvedge.storage.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.selvedge.platform.Fault;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.RenderNameCase;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;

/** A migrated database: its pool, its transactions and the jOOQ context that joins them. */
public final class Database implements AutoCloseable {

    private final HikariDataSource pool;
    private final SqlTransactions transactions;
    private final DSLContext sql;

    private Database(HikariDataSource pool, SQLDialect dialect) {
        this.pool = pool;
        this.transactions = new SqlTransactions(pool);
        this.sql = DSL.using(new DefaultConfiguration()
                .set(transactions.connectionProvider())
                .set(dialect)
                .set(new Settings()
                        .withRenderNameCase(RenderNameCase.LOWER)
                        .withRenderQuotedNames(RenderQuotedNames.NEVER)
                        .withRenderSchema(false)
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
        return h2(
                "jdbc:h2:file:" + folder.resolve("selvedge").toAbsolutePath()
                        + ";MODE=MySQL;WRITE_DELAY=0;LOCK_TIMEOUT=20000;DB_CLOSE_ON_EXIT=FALSE;CASE_INSENSITIVE_IDENTIFIERS=TRUE");
    }

    /** A database that lives as long as this object, for tests. */
    public static Database inMemory(String name) {
        return h2("jdbc:h2:mem:" + name + ";MODE=MySQL;CASE_INSENSITIVE_IDENTIFIERS=TRUE");
    }

    private static Database h2(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername("sa");
        config.setPassword("");
        config.setMaximumPoolSize(16);
        return open(config, SQLDialect.H2);
    }

    /** MySQL or MariaDB by JDBC URL. */
    public static Database mysql(String jdbcUrl, String user, String password, int poolSize) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(jdbcUrl);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(poolSize);
        return open(config, SQLDialect.MYSQL);
    }

    private static Database open(HikariConfig config, SQLDialect dialect) {
        config.setPoolName("sql");
        config.setConnectionTimeout(Duration.ofSeconds(20).toMillis());
        HikariDataSource pool = new HikariDataSource(config);
        try {
            Flyway.configure(Database.class.getClassLoader())
                    .dataSource(pool)
                    .locations("classpath:db/migration")
                    .outOfOrder(true)
                    .load()
                    .migrate();
            return new Database(pool, dialect);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
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

    /** Throws UNAVAILABLE when a connection cannot be had or does not answer. */
    public void check() {
        try (var connection = pool.getConnection()) {
            if (!connection.isValid(2)) {
                throw new Fault(Fault.Code.UNAVAILABLE, "The database does not answer");
            }
        } catch (SQLException e) {
            throw new Fault(Fault.Code.UNAVAILABLE, "The database cannot be reached", e);
        }
    }

    /** Writes everything committed to the file and lets go of it. */
    @Override
    public void close() {
        pool.close();
    }
}
