package dev.selvedge.storage.sql;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The embedded database as of one moment, while it goes on. */
public final class EmbeddedSnapshot {

    private EmbeddedSnapshot() {}

    /** Writes {@code zip}, which holds the database's files; what was committed before is in it, whole. */
    public static void write(Database database, Path zip) throws IOException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("BACKUP TO '" + zip.toAbsolutePath().toString().replace("'", "''") + "'");
        } catch (SQLException e) {
            throw new IOException("The database could not be copied: " + e.getMessage(), e);
        }
    }
}
