package dev.selvedge.storage.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The oldest servers that the schema still serves. Steps that add leave older servers running; a release that takes
 * away what the release before last used raises the floor, and servers below it refuse to start rather than fail later.
 */
final class SchemaFloor {

    /** Grows by one with each release whose steps take something away. */
    static final int THIS_SERVER = 1;

    /** The oldest generation that runs on the schema of this server: at least the one before it. */
    static final int OLDEST_SERVED = 0;

    private static final int THE_ROW = 1;

    private final Connection connection;

    SchemaFloor(Connection connection) {
        this.connection = connection;
    }

    /** Before anything is changed: a server that is too old must leave the schema alone. */
    void check() throws SQLException {
        int needed = read();
        if (THIS_SERVER < needed) {
            throw new DatabaseRefused("The schema of the database was brought forward by newer servers (generation "
                    + needed + ") and no longer serves this one (generation " + THIS_SERVER
                    + "); start the newer version, or restore the backup taken before the upgrade.");
        }
    }

    void raise() throws SQLException {
        if (read() >= OLDEST_SERVED) {
            return;
        }
        try (PreparedStatement raise =
                connection.prepareStatement("insert into schema_floor (id, generation) values (?, ?)"
                        + " on duplicate key update generation = greatest(generation, values(generation))")) {
            raise.setInt(1, THE_ROW);
            raise.setInt(2, OLDEST_SERVED);
            raise.executeUpdate();
        }
    }

    /** 0 before there was such a rule. */
    private int read() throws SQLException {
        if (!MigrationStep.hasTable(connection, "schema_floor")) {
            return 0;
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select generation from schema_floor where id = " + THE_ROW)) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }
}
