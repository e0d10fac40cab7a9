package dev.selvedge.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.table;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {

    @TempDir
    Path folder;

    @Test
    void whatWasOverwrittenIsGivenBackSoon() {
        try (Database database = Database.embedded(folder)) {
            assertThat(settings(database, "RETENTION_TIME")).containsOnly("15000");
            assertThat(settings(database, "LOB_TIMEOUT")).containsOnly("30000");
            assertThat(settings(database, "WRITE_DELAY")).containsOnly("0");
        }
    }

    @Test
    void aFolderThatWasClosedOpensAgain() {
        Database.embedded(folder).close();
        try (Database database = Database.embedded(folder)) {
            assertThat(database.sql().fetchValue("select 1")).isEqualTo(1);
        }
    }

    @Test
    void aThreadThatIsInterruptedWhileItWritesLeavesTheFileOpenForTheOthers() throws SQLException {
        DataSource source = EmbeddedDatabase.file(folder);
        try (Connection mine = source.getConnection();
                Connection other = source.getConnection()) {
            execute(mine, "create table t (id int primary key)");
            Thread.currentThread().interrupt();
            try {
                execute(mine, "insert into t values (1)");
            } finally {
                Thread.interrupted();
            }
            execute(other, "insert into t values (2)");
        }
        try (Connection connection = source.getConnection()) {
            assertThat(DSL.using(connection).fetchCount(table("t"))).isEqualTo(2);
        }
    }

    private static void execute(Connection connection, String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    private static List<String> settings(Database database, String name) {
        return database.sql()
                .resultQuery("select setting_value from information_schema.settings where setting_name = ?", name)
                .fetchInto(String.class);
    }
}
