package dev.selvedge.storage.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.api.MigrationInfo;

/** Flyway's table of what it has done. */
final class StepNotes {

    private static final List<String> COLUMNS = List.of(
            "installed_rank",
            "version",
            "description",
            "script",
            "checksum",
            "type",
            "installed_by",
            "execution_time",
            "success");

    private final Connection connection;
    private final String quote;

    StepNotes(Connection connection) throws SQLException {
        this.connection = connection;
        this.quote = connection.getMetaData().getIdentifierQuoteString();
    }

    private String quoted(String name) {
        return quote + name + quote;
    }

    private String table() {
        return quoted("flyway_schema_history");
    }

    /** Flyway makes the table before its first step. */
    boolean exist() {
        try {
            count();
            return true;
        } catch (SQLException absent) {
            return false;
        }
    }

    /** Whether all of {@code steps} are noted as done, as they are now, and no step as failed. */
    boolean have(Set<KnownStep> steps) {
        String columns = Stream.of("version", "description", "script", "checksum", "type", "success")
                .map(this::quoted)
                .collect(Collectors.joining(", "));
        Set<KnownStep> missing = new HashSet<>(steps);
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select " + columns + " from " + table())) {
            while (rows.next()) {
                if (!rows.getBoolean("success")) {
                    return false;
                }
                if ("SQL".equals(rows.getString("type"))) {
                    missing.remove(new KnownStep(
                            rows.getString("version"),
                            rows.getString("description"),
                            rows.getString("script"),
                            rows.getInt("checksum")));
                }
            }
            return missing.isEmpty();
        } catch (SQLException absent) {
            return false;
        }
    }

    private int count() throws SQLException {
        return number("select count(*) from " + table());
    }

    void add(MigrationInfo step) throws SQLException {
        int rank = number("select max(" + quoted("installed_rank") + ") from " + table()) + 1;
        String columns = COLUMNS.stream().map(this::quoted).collect(Collectors.joining(", "));
        try (var insert = connection.prepareStatement(
                "insert into " + table() + " (" + columns + ") values (?, ?, ?, ?, ?, 'SQL', 'resumed', 0, true)")) {
            insert.setInt(1, rank);
            insert.setString(2, step.getVersion().getVersion());
            insert.setString(3, step.getDescription());
            insert.setString(4, step.getScript());
            insert.setInt(5, step.getChecksum());
            insert.executeUpdate();
        }
    }

    private int number(String question) throws SQLException {
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery(question)) {
            answer.next();
            return answer.getInt(1);
        }
    }
}
