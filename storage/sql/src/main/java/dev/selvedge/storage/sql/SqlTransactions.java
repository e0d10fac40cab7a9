package dev.selvedge.storage.sql;

import dev.selvedge.platform.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jooq.ConnectionProvider;
import org.jooq.exception.DataAccessException;

/**
 * Transactions bound to the calling thread. Outside of one, each jOOQ statement borrows a connection of its own in
 * auto-commit mode.
 */
public final class SqlTransactions implements Transactions {

    private final DataSource dataSource;
    private final ThreadLocal<Connection> current = new ThreadLocal<>();
    private volatile LongConsumer onCommit = nanos -> {};

    SqlTransactions(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public <T> T inTransaction(Supplier<T> work) {
        if (current.get() != null) {
            return work.get();
        }
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            current.set(connection);
            try {
                T result = work.get();
                commit(connection);
                return result;
            } catch (Throwable failure) {
                rollback(connection, failure);
                throw failure;
            } finally {
                current.remove();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new DataAccessException("Transaction failed", e);
        }
    }

    private void commit(Connection connection) throws SQLException {
        long start = System.nanoTime();
        connection.commit();
        onCommit.accept(System.nanoTime() - start);
    }

    void onCommit(LongConsumer listener) {
        onCommit = listener;
    }

    private static void rollback(Connection connection, Throwable failure) {
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
                    throw new DataAccessException("No connection", e);
                }
            }

            @Override
            public void release(Connection connection) {
                if (connection != current.get()) {
                    try {
                        connection.close();
                    } catch (SQLException e) {
                        throw new DataAccessException("Connection could not be returned", e);
                    }
                }
            }
        };
    }
}
