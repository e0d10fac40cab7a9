package dev.selvedge.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clock of H2's retention is left out: what was overwritten is free at once. */
class EmbeddedUpkeepTest {

    private static final int COMMITS = 1_500;
    private static final int ROWS_A_COMMIT = 40;
    private static final int BYTES_A_ROW = 200;

    @TempDir
    Path folder;

    @Test
    void theFileKeepsLittleOfWhatIsPast() throws SQLException, IOException {
        JdbcDataSource source = EmbeddedDatabase.file(folder);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                EmbeddedUpkeep upkeep = new EmbeddedUpkeep(source, Runnable::run, DiskReserve.endless())) {
            statement.execute("set retention_time 0");
            statement.execute("create table kept (id bigint primary key, v varchar(300))");
            fill(connection, upkeep);
            long current = (long) COMMITS * ROWS_A_COMMIT * BYTES_A_ROW;
            assertThat(size()).isLessThan(current * 4);
        }
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet answer =
                        statement.executeQuery("select count(*), count(distinct v), min(length(v)) from kept")) {
            answer.next();
            assertThat(answer.getInt(1)).isEqualTo(COMMITS * ROWS_A_COMMIT);
            assertThat(answer.getInt(2)).isEqualTo(COMMITS * ROWS_A_COMMIT);
            assertThat(answer.getInt(3)).isEqualTo(BYTES_A_ROW);
        }
    }

    @Test
    void whatIsDeletedBeforeWhatStaysMakesTheFileShorter() throws SQLException, IOException {
        JdbcDataSource source = EmbeddedDatabase.file(folder);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                EmbeddedUpkeep upkeep = new EmbeddedUpkeep(source, Runnable::run, DiskReserve.endless())) {
            statement.execute("set retention_time 0");
            for (String table : List.of("old", "young")) {
                statement.execute("create table " + table + " (id bigint primary key, v varchar(300))");
            }
            inTurn(statement, "old", 40_000);
            inTurn(statement, "young", 10_000);
            long full = size();
            statement.execute("drop table old");
            for (int round = 0; round < 20; round++) {
                upkeep.round();
                statement.execute("update young set v = repeat('b', " + BYTES_A_ROW + ") where id = 1");
            }
            assertThat(size()).isLessThan(full * 2 / 3);
            assertThat(count(statement, "select count(*) from young")).isEqualTo(10_000);
        }
    }

    /** H2 says "closed" from then on, also when there is room again. */
    @Test
    void aFileThatCouldNotBeWrittenIsOpenedAnew() throws SQLException, InterruptedException {
        FullDisk disk = FullDisk.registered();
        JdbcDataSource source = EmbeddedDatabase.file(folder);
        source.setURL(source.getURL().replace("jdbc:h2:retry:", "jdbc:h2:" + FullDisk.SCHEME + ":retry:"));
        AtomicLong room = new AtomicLong(Long.MAX_VALUE);
        DiskReserve reserve = new DiskReserve(room::get);
        // who writes is not refused here: others may fill a disk faster than it is looked at
        try (Database database = EmbeddedDatabase.open(source, DiskReserve.endless());
                EmbeddedUpkeep upkeep = new EmbeddedUpkeep(source, database::alone, reserve)) {
            database.sql().execute("create table t (id int primary key)");
            database.sql().execute("insert into t select x from system_range(1, 1000)");
            database.with(upkeep).check();
            for (int time = 1; time <= 3; time++) {
                disk.isFull(true);
                assertFails(database, -time);
                assertThatThrownBy(database::check).hasMessageContaining("could not be written");
                room.set(0);
                Thread.sleep(Duration.ofMillis(150));
                disk.isFull(false);
                upkeep.round();
                assertFails(database, -time);

                room.set(DiskReserve.BYTES);
                Thread.sleep(Duration.ofMillis(150));
                upkeep.round();
                assertThat(upkeep.isBroken()).isFalse();
                database.sql().execute("insert into t values (" + (1_000 + time) + ")");
                assertThat(database.sql().fetchValue("select count(*) from t")).isEqualTo(1_000L + time);
                database.check();
            }
        } finally {
            disk.isFull(false);
        }
    }

    private static void assertFails(Database database, int id) {
        assertThatThrownBy(() -> database.sql().execute("insert into t values (" + id + ")"))
                .isInstanceOf(RuntimeException.class);
    }

    private static void inTurn(Statement statement, String table, int rows) throws SQLException {
        for (int first = 1; first < rows; first += 100) {
            statement.execute("insert into " + table + " select x, repeat('a', " + BYTES_A_ROW + ") from system_range("
                    + first + ", " + (first + 99) + ")");
        }
    }

    private static int count(Statement statement, String query) throws SQLException {
        try (ResultSet answer = statement.executeQuery(query)) {
            answer.next();
            return answer.getInt(1);
        }
    }

    /** Rows far from each other in each commit, as of an index: each leaves one page of many earlier commits behind. */
    private static void fill(Connection connection, EmbeddedUpkeep upkeep) throws SQLException {
        Random random = new Random(7);
        connection.setAutoCommit(false);
        try (PreparedStatement insert = connection.prepareStatement("insert into kept (id, v) values (?, ?)")) {
            for (int commit = 1; commit <= COMMITS; commit++) {
                for (int row = 0; row < ROWS_A_COMMIT; row++) {
                    insert.setLong(1, random.nextLong());
                    insert.setString(2, String.format("%-" + BYTES_A_ROW + "s", random.nextLong()));
                    insert.executeUpdate();
                }
                connection.commit();
                if (commit % 50 == 0) {
                    upkeep.round();
                }
            }
        }
        connection.setAutoCommit(true);
    }

    private long size() throws IOException {
        return Files.size(folder.resolve("selvedge.mv.db"));
    }
}
