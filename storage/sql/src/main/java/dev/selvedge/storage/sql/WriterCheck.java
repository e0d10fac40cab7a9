package dev.selvedge.storage.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;

/**
 * Whether a shared database answers and takes what is written to it. Amid a failover, and after one that this server's
 * connections have slept through, it does one without the other.
 */
final class WriterCheck {

    /** One is a number, the other a word, depending on product and version. */
    private static final Set<String> OFF = Set.of("0", "OFF");

    private final int patienceMillis;

    WriterCheck(Duration patience) {
        this.patienceMillis = Math.toIntExact(patience.toMillis());
    }

    /** @throws SQLException when it does not answer in time, too: whoever waits longer holds a connection of the pool */
    boolean takesWrites(Connection connection) throws SQLException {
        // put back by the pool
        connection.setNetworkTimeout(Runnable::run, patienceMillis);
        try (Statement statement = connection.createStatement()) {
            try (ResultSet answer = statement.executeQuery("select @@global.read_only, @@global.innodb_read_only")) {
                answer.next();
                if (!OFF.contains(answer.getString(2))) {
                    return false;
                }
                if (OFF.contains(answer.getString(1))) {
                    return true;
                }
            }
            return mayWriteAllTheSame(statement);
        }
    }

    /** Some accounts may write to what is read-only for others, and only the attempt knows them: it touches no row. */
    private static boolean mayWriteAllTheSame(Statement statement) throws SQLException {
        try {
            statement.executeUpdate("delete from scheduled_tasks where 1 = 0");
            return true;
        } catch (SQLException e) {
            if (StaleWriter.isReadOnly(e)) {
                return false;
            }
            throw e;
        }
    }
}
