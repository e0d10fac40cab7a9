package dev.selvedge.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreshDatabaseTest {

    @TempDir
    Path folder;

    @Test
    void theCopyThatANewFolderBeginsWithEqualsWhatTheStepsMake() {
        try (Database copied = Database.embedded(folder.resolve("copied"));
                Database stepped = EmbeddedDatabase.byItsSteps(folder.resolve("stepped"))) {
            assertThat(script(copied)).hasSizeGreaterThan(200).isEqualTo(script(stepped));
            assertThat(notes(copied)).hasSizeGreaterThan(100).isEqualTo(notes(stepped));
            assertThat(settings(copied)).isEqualTo(settings(stepped));
        }
    }

    @Test
    void theListNamesEachStepThatThereIs() {
        try (Database database = EmbeddedDatabase.byItsSteps(folder)) {
            assertThat(FreshDatabase.steps()).isEqualTo(allSteps(database));
        }
    }

    @Test
    void theNotesOfTheCopySayWhenItWasTaken() {
        try (Database database = Database.embedded(folder)) {
            assertThat(number(
                            database,
                            "select count(*) from \"flyway_schema_history\""
                                    + " where \"installed_on\" < dateadd(minute, -1, current_timestamp)"))
                    .isZero();
        }
    }

    @Test
    void aFolderThatHoldsADatabaseKeepsIt() {
        try (Database database = Database.embedded(folder)) {
            database.sql().execute("insert into schema_floor (id, generation) values (7, 0)");
        }
        try (Database database = Database.embedded(folder)) {
            assertThat(number(database, "select count(*) from schema_floor where id = 7"))
                    .isOne();
        }
    }

    @Test
    void anAttemptThatDiedWhileItCopiedIsBegunAnew() throws IOException {
        Files.writeString(folder.resolve("selvedge.mv.db.part"), "half of it");
        try (Database database = Database.embedded(folder)) {
            assertThat(notes(database)).isNotEmpty();
        }
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly("selvedge.mv.db");
        }
    }

    @Test
    void aStepThatIsNotNotedIsTaken() {
        try (Database database = Database.embedded(folder)) {
            database.sql().execute("drop table custom_chart");
            database.sql().execute("delete from \"flyway_schema_history\" where \"script\" like '%custom_chart%'");
        }
        try (Database database = Database.embedded(folder)) {
            assertThat(number(database, "select count(*) from custom_chart")).isZero();
            assertThat(allSteps(database)).isEqualTo(FreshDatabase.steps());
        }
    }

    private static Set<KnownStep> allSteps(Database database) {
        MigrationInfo[] steps = new Migrations(database.dataSource(), database.engine())
                .flyway(MigrationVersion.LATEST)
                .info()
                .applied();
        return Arrays.stream(steps).map(KnownStep::of).collect(Collectors.toSet());
    }

    /** Tables, columns, indexes, rows: everything but the notes, which say when. */
    private static List<String> script(Database database) {
        return database.sql().resultQuery("script").fetchInto(String.class).stream()
                .filter(line -> !line.startsWith("INSERT INTO \"PUBLIC\".\"flyway_schema_history\""))
                // keys that H2 names itself are numbered by chance
                .map(line -> line.replaceAll("CONSTRAINT_[0-9A-F_]+", "CONSTRAINT"))
                .filter(line -> !line.startsWith("CREATE USER"))
                .sorted()
                .toList();
    }

    private static List<String> notes(Database database) {
        return database.sql()
                .resultQuery("select \"installed_rank\", \"version\", \"description\", \"type\", \"script\","
                        + " \"checksum\", \"installed_by\", \"success\" from \"flyway_schema_history\" order by 1")
                .fetch()
                .map(row -> Arrays.toString(row.intoArray()));
    }

    private static List<String> settings(Database database) {
        return database.sql()
                .resultQuery("select setting_name, setting_value from information_schema.settings"
                        + " where setting_name not like 'info.%' order by 1")
                .fetch()
                .map(row -> Arrays.toString(row.intoArray()));
    }

    private static int number(Database database, String question) {
        return ((Number) database.sql().fetchValue(question)).intValue();
    }
}
