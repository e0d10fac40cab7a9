package dev.selvedge.storage.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jooq.exception.DataAccessException;

/**
 * A long statement with its values in its text, run once. jOOQ and MySQL's driver would look through each character of it
 * for places where values go, which takes longer than making the text: it goes to the database as it is.
 */
public final class OneTimeStatement {

    private OneTimeStatement() {}

    /**
     * @param told for those who watch statements: with question marks where the values are
     * @param text holds numbers and nothing that somebody has sent
     */
    public static void execute(Database database, String told, String text) {
        var connections = database.transactions().connectionProvider();
        Connection connection = connections.acquire();
        StatementListener listener = database.listener();
        StatementListener.Running running = listener == null ? null : listener.begin(told);
        Throwable failure = null;
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.executeUpdate(text);
        } catch (SQLException e) {
            failure = e;
            throw database.transactions().failed(new DataAccessException("SQL [" + told + "]; " + e.getMessage(), e));
        } finally {
            connections.release(connection);
            if (running != null) {
                running.end(failure);
            }
        }
    }
}
