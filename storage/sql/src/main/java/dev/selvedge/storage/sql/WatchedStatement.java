package dev.selvedge.storage.sql;

import java.sql.Connection;
import java.sql.SQLException;
import org.jooq.exception.DataAccessException;
import org.jooq.exception.IntegrityConstraintViolationException;

/** Runs what does not go through jOOQ as jOOQ would: on the transaction's connection, told to those who watch, its failures alike. */
final class WatchedStatement {

    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private static final String CONSTRAINT = "23";

    private WatchedStatement() {}

    /** @param told the statement for those who watch, without values */
    static <T> T run(Database database, String told, Work<T> work) {
        var connections = database.transactions().connectionProvider();
        Connection connection = connections.acquire();
        StatementListener listener = database.listener();
        StatementListener.Running running = listener == null ? null : listener.begin(told);
        Throwable failure = null;
        try {
            return work.on(connection);
        } catch (SQLException e) {
            failure = e;
            throw database.transactions().failed(failure("SQL [" + told + "]; " + e.getMessage(), e));
        } finally {
            connections.release(connection);
            if (running != null) {
                running.end(failure);
            }
        }
    }

    private static DataAccessException failure(String message, SQLException cause) {
        String state = cause.getSQLState();
        return state != null && state.startsWith(CONSTRAINT)
                ? new IntegrityConstraintViolationException(message, cause)
                : new DataAccessException(message, cause);
    }
}
