package dev.selvedge.storage.sql;

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
}
