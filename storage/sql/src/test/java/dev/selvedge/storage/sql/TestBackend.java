package dev.selvedge.storage.sql;

import dev.selvedge.storage.contract.backends.MySqlServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** The engines that every contract of a store is tested on. */
public enum TestBackend {
    H2,
    MYSQL,
    MARIADB;

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private Database shared;

    /** A migrated database without rows; {@link #release} it. */
    public synchronized Database open() {
        if (this == H2) {
            return Database.inMemory("test-" + NUMBER.incrementAndGet());
        }
        if (shared == null) {
            shared = Database.mysql(newAddress(), Duration.ofSeconds(10));
            StatementAudit.listenTo(shared);
        } else {
            clear(shared);
        }
        return shared;
    }

    public void release(Database database) {
        if (this == H2) {
            database.close();
        }
    }

    /** The address of a new, empty database. */
    public MySqlAddress newAddress() {
        MySqlServer server = server();
        return new MySqlAddress(
                server.host(), server.port(), server.createDatabase(), server.user(), server.password());
    }

    public MySqlServer server() {
        return MySqlServer.get(name().toLowerCase(Locale.ROOT));
    }

    /** Making a database takes seconds there, emptying one takes milliseconds. */
    private static void clear(Database database) {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (var rows =
                    connection.getMetaData().getTables(connection.getCatalog(), null, null, new String[] {"TABLE"})) {
                while (rows.next()) {
                    tables.add(rows.getString("TABLE_NAME"));
                }
            }
            tables.remove("flyway_schema_history");
            for (String table : tables) {
                boolean hasRows;
                try (var rows = statement.executeQuery("select 1 from " + table + " limit 1")) {
                    hasRows = rows.next();
                }
                if (hasRows) {
                    // and its numbers begin at one again, as tests count on
                    statement.execute("truncate table " + table);
                }
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
