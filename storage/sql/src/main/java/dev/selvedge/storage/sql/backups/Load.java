package dev.selvedge.storage.sql.backups;

import dev.selvedge.storage.sql.DatabaseRefused;
import dev.selvedge.storage.sql.MigrationLock;
import dev.selvedge.storage.sql.MySqlAddress;
import dev.selvedge.storage.sql.MySqlConnections;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/** Fills an empty database. No server can begin with it meanwhile: they wait for the lock on the schema. */
public final class Load implements AutoCloseable {

    private static final int BATCH_ROWS = 500;
    private static final long BATCH_CHARACTERS = 4L << 20;

    private final Connection connection;
    private final MigrationLock lock;

    private Load(Connection connection, MigrationLock lock) {
        this.connection = connection;
        this.lock = lock;
    }

    /** @throws DatabaseRefused when it is not empty */
    public static Load into(MySqlAddress address) {
        try {
            Connection forLock = MySqlConnections.open(address, Map.of());
            MigrationLock lock = MigrationLock.take(forLock, MySqlConnections.engine(forLock));
            try {
                Connection connection = MySqlConnections.open(
                        address, Map.of("rewriteBatchedStatements", "true", "socketTimeout", "3600000"));
                Load load = new Load(connection, lock);
                load.begin(address);
                return load;
            } catch (SQLException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new DatabaseRefused("The database " + address + " cannot be filled (" + e.getMessage() + ").", e);
        }
    }

    private void begin(MySqlAddress address) throws SQLException {
        if (!tables(connection).isEmpty()) {
            throw new DatabaseRefused("The database " + address + " is not empty; name an empty one.", null);
        }
        execute("set session foreign_key_checks = 0");
        execute("set session unique_checks = 0");
        // ids come as they were, zero too
        execute("set session sql_mode = concat(@@session.sql_mode, ',NO_AUTO_VALUE_ON_ZERO')");
        connection.setAutoCommit(false);
    }

    public void create(Table table) {
        try {
            execute(table.ddl());
        } catch (SQLException e) {
            throw new DatabaseRefused(
                    "The table " + table.name() + " cannot be made here (" + e.getMessage()
                            + "); restore into the product and version that the backup was made on.",
                    e);
        }
    }

    /** Reads one file of rows; returns how many there were. */
    public long rows(Table table, InputStream file) throws IOException {
        Set<String> computed = computed(table);
        List<Column> given = table.columns().stream()
                .filter(column -> !computed.contains(column.name()))
                .toList();
        String marks = given.stream().map(column -> "?").collect(Collectors.joining(", "));
        String statement = "insert into " + table.quoted() + " (" + Table.list(given) + ") values (" + marks + ")";
        try (PreparedStatement insert = connection.prepareStatement(statement);
                JsonParser in = Rows.JSON.createParser(
                        ObjectReadContext.empty(), new GZIPInputStream(unclosed(file), 1 << 16))) {
            long count = 0;
            long waiting = 0;
            for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
                waiting += row(table, computed, in, insert);
                insert.addBatch();
                count++;
                if (count % BATCH_ROWS == 0 || waiting > BATCH_CHARACTERS) {
                    insert.executeBatch();
                    waiting = 0;
                }
            }
            insert.executeBatch();
            connection.commit();
            return count;
        } catch (SQLException e) {
            throw new DatabaseRefused(
                    "The rows of " + table.name() + " could not be written (" + e.getMessage() + ").", e);
        }
    }

    /** Releases that knew no computed columns dumped them too. */
    private Set<String> computed(Table table) {
        Set<String> names = new HashSet<>();
        try (PreparedStatement question = connection.prepareStatement(
                "select column_name from information_schema.columns where table_schema = database() and table_name = ?"
                        + " and coalesce(generation_expression, '') <> ''")) {
            question.setString(1, table.name());
            try (ResultSet rows = question.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
            return names;
        } catch (SQLException e) {
            throw new DatabaseRefused(
                    "The columns of " + table.name() + " could not be read (" + e.getMessage() + ").", e);
        }
    }

    /** Whoever gave it reads it to its end, for its sum. */
    private static InputStream unclosed(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public void close() {
                // as said
            }
        };
    }

    private static long row(Table table, Set<String> computed, JsonParser in, PreparedStatement insert)
            throws SQLException {
        long characters = 0;
        int index = 0;
        for (Column column : table.columns()) {
            JsonToken value = in.nextToken();
            if (computed.contains(column.name())) {
                continue;
            }
            column.read(in, insert, ++index);
            characters += value == JsonToken.VALUE_STRING ? in.getStringLength() : 8;
        }
        if (in.nextToken() != JsonToken.END_ARRAY) {
            throw new IllegalArgumentException("A row of " + table.name() + " has too many values");
        }
        return characters;
    }

    /** Takes everything away that is in it. */
    static void empty(MySqlAddress address) throws SQLException {
        try (Connection connection = MySqlConnections.open(address, Map.of());
                Statement statement = connection.createStatement()) {
            statement.execute("set session foreign_key_checks = 0");
            for (String table : tables(connection)) {
                statement.execute("drop table " + Table.quoted(table));
            }
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select table_name from information_schema.tables where table_schema = database()")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    private void execute(String text) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }

    @Override
    public void close() {
        try (Connection last = connection;
                MigrationLock held = lock) {
            // both end here
        } catch (SQLException ignored) {
            // the lock ends with its connection
        }
    }
}
