package dev.selvedge.storage.sql.backups;

import dev.selvedge.storage.sql.DatabaseRefused;
import dev.selvedge.storage.sql.MySqlAddress;
import dev.selvedge.storage.sql.MySqlConnections;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;

/** A database for a trial, gone or empty afterwards. */
public final class ScratchDatabase implements AutoCloseable {

    private static final int LONGEST_NAME = 64;

    private final MySqlAddress address;
    private final boolean ours;

    private ScratchDatabase(MySqlAddress address, boolean ours) {
        this.address = address;
        this.ours = ours;
    }

    /** A new one on the server of {@code beside}. */
    public static ScratchDatabase make(MySqlAddress beside) {
        String suffix = "_drill_" + UUID.randomUUID().toString().substring(0, 8);
        String base = beside.database();
        String name = base.substring(0, Math.min(base.length(), LONGEST_NAME - suffix.length())) + suffix;
        try {
            execute(beside, "create database " + Table.quoted(name) + " character set utf8mb4");
        } catch (SQLException e) {
            throw new DatabaseRefused(
                    "A database for the trial cannot be made beside " + beside + " (" + e.getMessage()
                            + "); name an empty one.",
                    e);
        }
        return new ScratchDatabase(beside.withDatabase(name), true);
    }

    /** @param empty it is checked when it is filled */
    public static ScratchDatabase use(MySqlAddress empty) {
        Load.into(empty).close();
        return new ScratchDatabase(empty, false);
    }

    public MySqlAddress address() {
        return address;
    }

    private static void execute(MySqlAddress at, String text) throws SQLException {
        try (Connection connection = MySqlConnections.open(at, Map.of());
                Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }

    @Override
    public void close() {
        try {
            if (ours) {
                execute(address, "drop database " + Table.quoted(address.database()));
            } else {
                Load.empty(address);
            }
        } catch (SQLException e) {
            throw new DatabaseRefused("The database of the trial, " + address + ", could not be removed.", e);
        }
    }
}
