package dev.selvedge.storage.sql.backups;

import dev.selvedge.storage.sql.DatabaseRefused;
import dev.selvedge.storage.sql.Engine;
import dev.selvedge.storage.sql.MySqlAddress;
import dev.selvedge.storage.sql.MySqlConnections;
import dev.selvedge.storage.sql.ObjectReferences;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import tools.jackson.core.JsonGenerator;

/** The database as of the moment in which this was opened, while others go on writing. Locks nothing. */
public final class Snapshot implements AutoCloseable {

    /** Large enough that few files are made, small enough for the scratch space of a container. */
    private static final long PART_BYTES = 32L << 20;

    private final Connection connection;
    private final Engine engine;
    private final long partBytes;

    private Snapshot(Connection connection, Engine engine, long partBytes) {
        this.connection = connection;
        this.engine = engine;
        this.partBytes = partBytes;
    }

    /** Takes one finished file, which is deleted afterwards. */
    public interface Parts {
        void part(String table, int number, Path file) throws IOException;
    }

    public static Snapshot open(MySqlAddress address) {
        return open(address, PART_BYTES);
    }

    static Snapshot open(MySqlAddress address, long partBytes) {
        try {
            // a flag is a number; storing what was read may take a while before the next row is asked for
            Connection connection = MySqlConnections.open(
                    address,
                    Map.of(
                            "tinyInt1isBit", "false",
                            "netTimeoutForStreamingResults", "3600",
                            "socketTimeout", "3600000"));
            try (Statement statement = connection.createStatement()) {
                statement.execute("set session transaction isolation level repeatable read");
                statement.execute("start transaction with consistent snapshot, read only");
                return new Snapshot(connection, MySqlConnections.engine(connection), partBytes);
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new DatabaseRefused("The database " + address + " cannot be read (" + e.getMessage() + ").", e);
        }
    }

    public Engine engine() {
        return engine;
    }

    /** All tables by name. */
    public List<Table> tables() {
        List<Table> tables = new ArrayList<>();
        for (String name : texts("select table_name from information_schema.tables where table_schema = database()"
                + " and table_type = 'BASE TABLE' order by table_name")) {
            tables.add(new Table(name, ddl(name), columns(name)));
        }
        return tables;
    }

    private List<Column> columns(String table) {
        List<Column> columns = new ArrayList<>();
        String question =
                "select column_name, data_type from information_schema.columns where table_schema = database()"
                        + " and table_name = ? and coalesce(generation_expression, '') = '' order by ordinal_position";
        try (var statement = connection.prepareStatement(question)) {
            statement.setString(1, table);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    columns.add(new Column(rows.getString(1), Column.Kind.of(rows.getString(2))));
                }
            }
            return columns;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private String ddl(String table) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show create table " + Table.quoted(table))) {
            row.next();
            return row.getString(2);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private List<String> texts(String question) {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Writes the rows into files below {@code scratch}; returns how many rows there are. */
    public long dump(Table table, Path scratch, Parts parts) throws IOException {
        if (!table.hasRows()) {
            return 0;
        }
        try (Statement statement = connection.createStatement()) {
            // one by one, or the driver keeps the whole table in memory
            statement.setFetchSize(Integer.MIN_VALUE);
            try (ResultSet rows = statement.executeQuery("select " + table.list() + " from " + table.quoted())) {
                long count = 0;
                for (int number = 1; rows.next(); number++) {
                    Path file = scratch.resolve("part");
                    count += write(table, rows, file);
                    parts.part(table.name(), number, file);
                    Files.delete(file);
                }
                return count;
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Stands on the first row, and in the end on the last that it wrote. */
    private long write(Table table, ResultSet rows, Path file) throws IOException, SQLException {
        CountingOutput counted = new CountingOutput(Files.newOutputStream(file));
        long count = 0;
        try (JsonGenerator out = Rows.JSON.createGenerator(
                tools.jackson.core.ObjectWriteContext.empty(), (OutputStream) new GZIPOutputStream(counted, 1 << 16))) {
            do {
                out.writeStartArray();
                for (int i = 0; i < table.columns().size(); i++) {
                    table.columns().get(i).write(rows, i + 1, out);
                }
                out.writeEndArray();
                count++;
            } while (counted.bytes() < partBytes && rows.next());
        }
        return count;
    }

    /** Every object that the snapshot refers to. */
    public void references(Consumer<ObjectReferences.Reference> consumer) {
        try {
            new ObjectReferences(MySqlConnections.on(connection)).each(consumer);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static DatabaseRefused failed(SQLException e) {
        // 1412: a table was changed since; its rows as of that moment are gone
        return new DatabaseRefused(
                e.getErrorCode() == 1412
                        ? "The schema was changed while the backup was being made; make another one."
                        : "The database could not be read to its end (" + e.getMessage() + ").",
                e);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException ignored) {
            // nothing was written
        }
    }
}
