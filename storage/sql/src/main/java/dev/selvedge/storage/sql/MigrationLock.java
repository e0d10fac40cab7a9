package dev.selvedge.storage.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * One server at a time changes the schema. The lock belongs to a connection, so it ends with its process, however that
 * ends; an embedded database has one process anyway.
 */
public final class MigrationLock implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 300;

    private static final String NAME = "concat('selvedge-schema-', left(sha2(database(), 256), 40))";

    private final Connection connection;
    private final Engine engine;

    private MigrationLock(Connection connection, Engine engine) {
        this.connection = connection;
        this.engine = engine;
    }

    static MigrationLock take(DataSource dataSource, Engine engine) throws SQLException {
        return take(dataSource.getConnection(), engine);
    }

    /** @param connection is closed with the lock */
    public static MigrationLock take(Connection connection, Engine engine) throws SQLException {
        try {
            // a server that waits for its turn is not a connection that hangs
            connection.setNetworkTimeout(Runnable::run, engine.isShared() ? (PATIENCE_SECONDS + 10) * 1000 : 0);
            if (engine.isShared() && ask(connection, "select get_lock(" + NAME + ", " + PATIENCE_SECONDS + ")") != 1) {
                throw new DatabaseRefused("Another server has been changing the schema of the database for "
                        + PATIENCE_SECONDS + " seconds; start again when it is done.");
            }
            return new MigrationLock(connection, engine);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** Refuses what later steps would stumble over: too old a version, and texts in another encoding. */
    void check() throws SQLException {
        if (engine.isShared()) {
            ServerVersion.check(connection, engine);
            Encoding.check(connection);
        }
    }

    private static int ask(Connection connection, String question) throws SQLException {
        try (Statement statement = connection.createStatement();
                var answer = statement.executeQuery(question)) {
            answer.next();
            return answer.getInt(1);
        }
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            if (engine.isShared()) {
                ask(connection, "select release_lock(" + NAME + ")");
            }
        }
    }
}
