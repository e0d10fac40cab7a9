package dev.selvedge.storage.sql;

import dev.selvedge.platform.Untrusted;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whether a MySQL is set up so that what Selvedge acknowledges stays, and how long an acknowledgement takes. */
public final class MySqlDoctor {

    /** How much a finding matters. */
    public enum Weight {
        GOOD,
        ADVICE,
        BAD
    }

    /** @param sentence what to do, empty when all is well */
    public record Finding(Weight weight, String what, String found, String sentence) {}

    /** The settings the reference asks of a self-run MySQL. */
    private enum Wanted {
        FLUSH("innodb_flush_log_at_trx_commit", "1", Weight.BAD, "else a crash of the machine loses acknowledged rows"),
        BINLOG_SYNC(
                "sync_binlog", "1", Weight.BAD, "else a crash of the machine loses what a standby or a backup needs"),
        BINLOG_FORMAT(
                "binlog_format", "ROW", Weight.BAD, "Selvedge reads committed rows, which needs row-based logging"),
        BINLOG_IMAGE("binlog_row_image", "MINIMAL", Weight.ADVICE, "large documents would be logged with every change"),
        ALTER_LOG(
                "innodb_online_alter_log_max_size",
                ">=268435456",
                Weight.ADVICE,
                "an upgrade under load may fail otherwise"),
        STATEMENTS("max_prepared_stmt_count", ">=1048576", Weight.ADVICE, "as the reference asks"),
        SORT(
                "sort_buffer_size",
                ">=67108864",
                Weight.ADVICE,
                "as the reference asks: large tables are sorted in memory"),
        PACKET(
                "max_allowed_packet",
                ">=67108864",
                Weight.BAD,
                "a chunk of history or a large config may have that many bytes");

        final String variable;
        final String value;
        final Weight weight;
        final String why;

        Wanted(String variable, String value, Weight weight, String why) {
            this.variable = variable;
            this.value = value;
            this.weight = weight;
            this.why = why;
        }

        Finding compare(String found) {
            boolean good = found != null
                    && (value.startsWith(">=")
                            ? Long.parseLong(found) >= Long.parseLong(value.substring(2))
                            : value.equalsIgnoreCase(found));
            String sentence =
                    good ? "" : "set " + variable + (value.startsWith(">=") ? " " : " = ") + value + ": " + why;
            return new Finding(good ? Weight.GOOD : weight, variable, found == null ? "absent" : found, sentence);
        }
    }

    private static final int COMMITS = 100;

    /** Its own, for a moment. */
    static final String TABLE = "selvedge_doctor";

    private MySqlDoctor() {}

    /** @throws DatabaseRefused when it cannot be reached or is too old */
    public static List<Finding> examine(MySqlAddress address) {
        try (Connection connection = MySqlConnections.open(address, Map.of())) {
            Engine engine = Engine.of(connection);
            ServerVersion.check(connection, engine);
            List<Finding> findings = new ArrayList<>();
            findings.add(
                    new Finding(Weight.GOOD, "server", connection.getMetaData().getDatabaseProductVersion(), ""));
            findings.add(encryption(connection));
            var variables = variables(connection);
            for (Wanted wanted : Wanted.values()) {
                // with logging switched off, its settings say nothing
                boolean idle = wanted.variable.contains("bin") && "OFF".equals(variables.get("log_bin"));
                boolean unknown = engine == Engine.MARIADB && !variables.containsKey(wanted.variable);
                if (!idle && !unknown) {
                    findings.add(wanted.compare(variables.get(wanted.variable)));
                }
            }
            findings.add(logging(variables));
            findings.add(encoding(variables));
            // a schema that is made meanwhile would take its table for somebody else's
            try (MigrationLock turn = MigrationLock.take(MySqlConnections.open(address, Map.of()), engine)) {
                turn.check();
                findings.add(commits(connection));
            }
            return findings;
        } catch (SQLException e) {
            throw new DatabaseRefused(
                    "The database " + address + " cannot be examined (" + Untrusted.orElse(e, e.getMessage()) + ").",
                    e);
        }
    }

    private static TreeMap<String, String> variables(Connection connection) throws SQLException {
        TreeMap<String, String> variables = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                var rows = statement.executeQuery("show global variables")) {
            while (rows.next()) {
                variables.put(rows.getString(1), rows.getString(2));
            }
        }
        return variables;
    }

    private static Finding encryption(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                var row = statement.executeQuery("show session status like 'Ssl_cipher'")) {
            String cipher = row.next() ? row.getString(2) : "";
            return cipher.isEmpty()
                    ? new Finding(Weight.ADVICE, "encryption", "none", "set tls, unless the network is yours alone")
                    : new Finding(Weight.GOOD, "encryption", cipher, "");
        }
    }

    private static Finding logging(TreeMap<String, String> variables) {
        String found = variables.getOrDefault("log_bin", "OFF");
        return found.equals("ON")
                ? new Finding(Weight.GOOD, "log_bin", found, "")
                : new Finding(
                        Weight.ADVICE,
                        "log_bin",
                        found,
                        "no standby and no point-in-time restore without a binary log");
    }

    private static Finding encoding(TreeMap<String, String> variables) {
        String found = variables.getOrDefault("character_set_server", "");
        return found.equals("utf8mb4")
                ? new Finding(Weight.GOOD, "character_set_server", found, "")
                : new Finding(
                        Weight.ADVICE, "character_set_server", found, "make databases with CHARACTER SET utf8mb4");
    }

    /** Small transactions one after another: what each request that changes something waits for. */
    private static Finding commits(Connection connection) throws SQLException {
        long[] nanos = new long[COMMITS];
        try (Statement statement = connection.createStatement()) {
            statement.execute("drop table if exists " + TABLE);
            statement.execute("create table " + TABLE + " (id int not null primary key, payload varbinary(2000))");
            try (var insert = connection.prepareStatement("insert into " + TABLE + " values (?, ?)")) {
                for (int i = 0; i < COMMITS; i++) {
                    insert.setInt(1, i);
                    insert.setBytes(2, new byte[1000]);
                    long start = System.nanoTime();
                    insert.executeUpdate();
                    nanos[i] = System.nanoTime() - start;
                }
            } finally {
                statement.execute("drop table " + TABLE);
            }
        }
        Arrays.sort(nanos);
        double median = nanos[COMMITS / 2] / 1e6;
        double slow = nanos[COMMITS * 95 / 100] / 1e6;
        String found = String.format(java.util.Locale.ROOT, "median %.1f ms, 95 %% below %.1f ms", median, slow);
        if (median > 50) {
            return new Finding(
                    Weight.BAD, "commit", found, "the disk is too slow: use one that syncs in a few milliseconds");
        }
        return median > 10
                ? new Finding(Weight.ADVICE, "commit", found, "a faster disk makes every answer faster")
                : new Finding(Weight.GOOD, "commit", found, "");
    }
}
