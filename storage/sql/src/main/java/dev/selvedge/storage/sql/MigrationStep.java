package dev.selvedge.storage.sql;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One migration file seen as what it changes, to tell whether that has happened already: a process that dies between a
 * change of the schema and the note about it leaves the change without the note.
 */
sealed interface MigrationStep {

    /** Whether the schema looks as it does after this step. */
    boolean isDone(Connection connection) throws SQLException;

    /** Statements that may run twice need no look at the schema. */
    default boolean mayRunTwice() {
        return false;
    }

    /** Steps that take something away look done as long as what they take away was never made. */
    default boolean takesAway() {
        return false;
    }

    record CreateTable(String table, Set<String> columns) implements MigrationStep {
        @Override
        public boolean isDone(Connection connection) throws SQLException {
            Set<String> found = columnsOf(connection, table);
            if (!found.isEmpty() && !found.equals(columns)) {
                throw new DatabaseRefused("The database holds a table \"" + table
                        + "\" that is not Selvedge's; give Selvedge a database of its own.");
            }
            return !found.isEmpty();
        }
    }

    record CreateIndex(String index, String table) implements MigrationStep {
        @Override
        public boolean isDone(Connection connection) throws SQLException {
            return hasIndex(connection, table, index);
        }
    }

    record AddColumn(String table, String column) implements MigrationStep {
        @Override
        public boolean isDone(Connection connection) throws SQLException {
            return columnsOf(connection, table).contains(column);
        }
    }

    record DropColumn(String table, String column) implements MigrationStep {
        @Override
        public boolean isDone(Connection connection) throws SQLException {
            return !columnsOf(connection, table).contains(column);
        }

        @Override
        public boolean takesAway() {
            return true;
        }
    }

    record DropIndex(String index, String table) implements MigrationStep {
        @Override
        public boolean isDone(Connection connection) throws SQLException {
            return !hasIndex(connection, table, index);
        }

        @Override
        public boolean takesAway() {
            return true;
        }
    }

    record DropTable(String table) implements MigrationStep {
        @Override
        public boolean isDone(Connection connection) throws SQLException {
            return columnsOf(connection, table).isEmpty();
        }

        @Override
        public boolean takesAway() {
            return true;
        }
    }

    /** A column's new definition, or a change of rows: the second time changes nothing. */
    record Repeatable() implements MigrationStep {
        @Override
        public boolean isDone(Connection connection) {
            return false;
        }

        @Override
        public boolean mayRunTwice() {
            return true;
        }
    }

    Pattern CREATE_TABLE = Pattern.compile("create table (\\w+) \\(\\n(.*)\\n\\)", Pattern.DOTALL);
    Pattern COLUMN = Pattern.compile("^ {2}(?!primary key|unique key|key |constraint )(\\w+) ", Pattern.MULTILINE);
    Pattern CREATE_INDEX = Pattern.compile("create (?:unique )?index (\\w+) on (\\w+) .*", Pattern.DOTALL);
    Pattern ADD_COLUMN = Pattern.compile("alter table (\\w+) add column (\\w+) .*", Pattern.DOTALL);
    Pattern DROP_COLUMN = Pattern.compile("alter table (\\w+) drop column (\\w+)");
    Pattern DROP_INDEX = Pattern.compile("drop index (\\w+) on (\\w+)");
    Pattern DROP_TABLE = Pattern.compile("drop table (\\w+)");
    Pattern REPEATABLE = Pattern.compile(
            "(alter table \\w+ modify column |update |delete from |insert ignore into ).*", Pattern.DOTALL);

    /** @throws IllegalArgumentException for a text that is not exactly one statement of a kind known here */
    static MigrationStep parse(String text) {
        String statement = text.lines()
                .filter(line -> !line.startsWith("--"))
                .reduce("", (a, b) -> a + b + "\n")
                .strip();
        if (!statement.endsWith(";") || statement.indexOf(';') != statement.length() - 1) {
            throw new IllegalArgumentException("Not one statement: " + text);
        }
        statement = statement.substring(0, statement.length() - 1).strip();
        Matcher table = CREATE_TABLE.matcher(statement);
        if (table.matches()) {
            Set<String> columns = new HashSet<>();
            COLUMN.matcher(table.group(2)).results().forEach(column -> columns.add(column.group(1)));
            return new CreateTable(table.group(1), columns);
        }
        Matcher index = CREATE_INDEX.matcher(statement);
        if (index.matches()) {
            return new CreateIndex(index.group(1), index.group(2));
        }
        Matcher added = ADD_COLUMN.matcher(statement);
        if (added.matches()) {
            return new AddColumn(added.group(1), added.group(2));
        }
        return dropped(statement);
    }

    private static MigrationStep dropped(String statement) {
        Matcher column = DROP_COLUMN.matcher(statement);
        if (column.matches()) {
            return new DropColumn(column.group(1), column.group(2));
        }
        Matcher index = DROP_INDEX.matcher(statement);
        if (index.matches()) {
            return new DropIndex(index.group(1), index.group(2));
        }
        Matcher table = DROP_TABLE.matcher(statement);
        if (table.matches()) {
            return new DropTable(table.group(1));
        }
        if (REPEATABLE.matcher(statement).matches()) {
            return new Repeatable();
        }
        throw new IllegalArgumentException("A kind of step that could not be resumed: " + statement);
    }

    static boolean hasTable(Connection connection, String table) throws SQLException {
        return !columnsOf(connection, table).isEmpty();
    }

    private static Set<String> columnsOf(Connection connection, String table) throws SQLException {
        Set<String> columns = new HashSet<>();
        for (String name : spellings(connection, table)) {
            try (ResultSet rows = connection
                    .getMetaData()
                    .getColumns(connection.getCatalog(), schema(connection), escaped(connection, name), null)) {
                while (rows.next()) {
                    columns.add(rows.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
                }
            }
        }
        return columns;
    }

    private static boolean hasIndex(Connection connection, String table, String index) throws SQLException {
        for (String name : spellings(connection, table)) {
            try (ResultSet rows = connection
                    .getMetaData()
                    .getIndexInfo(connection.getCatalog(), schema(connection), name, false, true)) {
                while (rows.next()) {
                    if (index.equalsIgnoreCase(rows.getString("INDEX_NAME"))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static String schema(Connection connection) throws SQLException {
        return Engine.of(connection) == Engine.H2 ? connection.getSchema() : null;
    }

    /** Names of tables are patterns to JDBC, where an underscore is any letter. */
    private static String escaped(Connection connection, String name) throws SQLException {
        return name.replace("_", connection.getMetaData().getSearchStringEscape() + "_");
    }

    private static Set<String> spellings(Connection connection, String table) throws SQLException {
        DatabaseMetaData about = connection.getMetaData();
        return about.storesUpperCaseIdentifiers() ? Set.of(table.toUpperCase(Locale.ROOT)) : Set.of(table);
    }
}
