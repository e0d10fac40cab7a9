package dev.selvedge.storage.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/** How large the tables of a shared database are, as its own statistics say. */
public final class TableSizes {

    private final Database database;

    public TableSizes(Database database) {
        this.database = database;
    }

    /** Bytes of rows and indexes by table. */
    public Map<String, Long> bytes() {
        Map<String, Long> bytes = new TreeMap<>();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select table_name, data_length + index_length"
                        + " from information_schema.tables"
                        + " where table_schema = database() and table_type = 'BASE TABLE'")) {
            while (rows.next()) {
                bytes.put(rows.getString(1), rows.getLong(2));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The tables' sizes cannot be read", e);
        }
        return bytes;
    }
}
