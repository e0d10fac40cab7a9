package dev.selvedge.storage.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

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
        WatchedStatement.run(database, told, connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.setEscapeProcessing(false);
                return statement.executeUpdate(text);
            }
        });
    }

    /** What is done with the row that an answer is at. */
    public interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    /**
     * Reads very many rows: jOOQ would make a record of each, which takes longer than all the rest.
     *
     * @param told for those who watch statements: with question marks where the values are
     * @param text holds numbers and nothing that somebody has sent
     * @return how many rows there were
     */
    public static int read(Database database, String told, String text, RowReader reader) {
        return WatchedStatement.run(database, told, connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.setEscapeProcessing(false);
                int count = 0;
                try (ResultSet rows = statement.executeQuery(text)) {
                    for (; rows.next(); count++) {
                        reader.read(rows);
                    }
                }
                return count;
            }
        });
    }
}
