package dev.selvedge.storage.sql;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * Connections that change the schema of a shared database. An index over ten million rows takes longer than any request
 * may wait for an answer: who hung up on it would call a step failed that goes on at the server, and stumble over it at
 * the next attempt. To wait for a table is another matter: all who use it queue behind the step that waits.
 */
final class PatientSource {

    private static final Duration STEP = Duration.ofHours(24);

    private static final Duration LOCK = Duration.ofSeconds(50);

    private PatientSource() {}

    static DataSource around(DataSource source) {
        return (DataSource) Proxy.newProxyInstance(
                PatientSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(source, arguments);
                        return result instanceof Connection connection ? patient(connection) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** The pool puts the first of these back; the others hurt nobody in the minutes that a connection lives. */
    private static Connection patient(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(STEP.toMillis()));
            // the connection that holds the lock says nothing as long as a step takes
            statement.execute("set session wait_timeout = " + STEP.toSeconds() + ", session lock_wait_timeout = "
                    + LOCK.toSeconds());
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }
}
