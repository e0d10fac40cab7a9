package dev.selvedge.storage.sql;

import dev.selvedge.platform.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jooq.ConnectionProvider;
import org.jooq.exception.DataAccessException;

/**
 * Transactions bound to the calling thread. Outside of one, each jOOQ statement borrows a connection of its own in
 * auto-commit mode.
 *
 * <p>A transaction that loses a lock to another one is undone by the database and begun again here, and so is one that
 * another one was ahead of with a row of the same key, since it finds the row then. Work must therefore not change
 * anything but the database before it returns.
 */
public final class SqlTransactions implements Transactions {

    private static final int ATTEMPTS = 6;

    /** Of these, meeting a row that is there already: whoever made it may have done so after this one had looked. */
    private static final int LOOKS = 3;

    /** Who has waited that long for locks has a client that will have given up. */
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    private final DataSource dataSource;
    private final ThreadLocal<Connection> current = new ThreadLocal<>();
    private final RightsWatch rights;
    private volatile LongConsumer onCommit = nanos -> {};

    SqlTransactions(DataSource dataSource, RightsWatch rights) {
        this.dataSource = dataSource;
        this.rights = rights;
    }

    @Override
    public <T> T inTransaction(Supplier<T> work) {
        if (current.get() != null) {
            return work.get();
        }
        long start = System.nanoTime();
        for (int attempt = 1; ; attempt++) {
            try {
                return once(work);
            } catch (RuntimeException e) {
                boolean taken = SqlFailures.isTaken(e);
                boolean tired = attempt >= (taken ? LOOKS : ATTEMPTS) || System.nanoTime() - start > PATIENCE_NANOS;
                if (tired || !(taken || SqlFailures.isLock(e))) {
                    throw taken ? SqlFailures.taken(e) : SqlFailures.explained(e);
                }
                waitForTheOther(attempt);
            }
        }
    }

    boolean isOpen() {
        return current.get() != null;
    }

    /** A lost lock inside a transaction is for the transaction to try again. */
    RuntimeException failed(RuntimeException failure) {
        return !isOpen() || SqlFailures.isOutage(failure) ? SqlFailures.explained(failure) : failure;
    }

    private <T> T once(Supplier<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            current.set(connection);
            rights.nothingChanged();
            try {
                T result = work.get();
                commit(connection);
                return result;
            } catch (Throwable failure) {
                rollback(connection, failure);
                throw failure;
            } finally {
                current.remove();
                // the pool puts auto-commit back, and a broken connection must not hide what broke it
            }
        } catch (SQLException e) {
            throw new DataAccessException("Transaction failed", e);
        }
    }

    private void commit(Connection connection) throws SQLException {
        long start = System.nanoTime();
        connection.commit();
        rights.committed();
        onCommit.accept(System.nanoTime() - start);
    }

    void onCommit(LongConsumer listener) {
        onCommit = onCommit.andThen(listener);
    }

    /** Random, so that two that met once do not meet again. */
    private static void waitForTheOther(int attempt) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(5, 20L << attempt));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void rollback(Connection connection, Throwable failure) {
        rights.nothingChanged();
        try {
            connection.rollback();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    ConnectionProvider connectionProvider() {
        return new ConnectionProvider() {
            @Override
            public Connection acquire() {
                Connection joined = current.get();
                try {
                    return joined != null ? joined : dataSource.getConnection();
                } catch (SQLException e) {
                    throw SqlFailures.explained(new DataAccessException("No connection", e));
                }
            }

            @Override
            public void release(Connection connection) {
                if (connection != current.get()) {
                    try {
                        connection.close();
                    } catch (SQLException e) {
                        throw SqlFailures.explained(new DataAccessException("Connection could not be returned", e));
                    }
                }
            }
        };
    }
}
