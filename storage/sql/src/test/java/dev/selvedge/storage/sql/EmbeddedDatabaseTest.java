package dev.selvedge.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
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

    private static List<String> settings(Database database, String name) {
        return database.sql()
                .resultQuery("select setting_value from information_schema.settings where setting_name = ?", name)
                .fetchInto(String.class);
    }
}
