package dev.selvedge.storage.contract;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Takes the rows out of a database between tests: making one takes seconds, emptying it takes milliseconds. */
public final class Emptying {

    private Emptying() {}

    /** Leaves the schema and the record of how it came about. */
    public static void empty(DataSource database) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : tables(statement)) {
                if (hasRows(statement, table)) {
                    // and its numbers begin at one again, as tests count on
                    statement.execute("truncate table " + table);
                }
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> tables(Statement statement) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("select table_name from information_schema.tables"
                + " where table_schema = schema() and table_type = 'BASE TABLE'"
                + " and table_name <> 'flyway_schema_history'")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    private static boolean hasRows(Statement statement, String table) throws SQLException {
        try (ResultSet rows = statement.executeQuery("select 1 from " + table + " limit 1")) {
            return rows.next();
        }
    }
}
