package dev.selvedge.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How the schema comes about on an engine that several servers share. */
abstract class SharedMigrationsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final MySqlAddress address;
    final HikariDataSource pool;
    private final Engine engine;

    SharedMigrationsTest(TestBackend backend) {
        this.address = backend.newAddress();
        this.engine = Engine.valueOf(backend.name());
        this.pool = new HikariDataSource(MySqlPool.config(address));
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void serversThatStartTogetherTakeTurns() throws Exception {
        Callable<Engine> start = () -> {
            try (Database database = Database.mysql(address, PATIENCE)) {
                return database.engine();
            }
        };
        try (var servers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var started : servers.invokeAll(List.of(start, start, start))) {
                assertThat(started.get()).isEqualTo(engine);
            }
        }
        assertThat(query("select count(*) - count(distinct version) from flyway_schema_history"))
                .isZero();
        assertThat(query("select count(*) from flyway_schema_history where not success"))
                .isZero();
    }

    @Test
    void ofEachStepTheSchemaTellsWhetherItIsDone() throws SQLException {
        try (Connection connection = pool.getConnection();
                var statement = connection.createStatement()) {
            for (MigrationInfo info :
                    migrations().flyway(MigrationVersion.LATEST).info().all()) {
                String text = Migrations.text(info);
                MigrationStep step = MigrationStep.parse(text);
                assertThat(step.isDone(connection))
                        .as("before %s", info.getScript())
                        .isFalse();
                statement.execute(text);
                if (step.mayRunTwice()) {
                    statement.execute(text);
                } else {
                    assertThat(step.isDone(connection))
                            .as("after %s", info.getScript())
                            .isTrue();
                }
            }
        }
    }

    @Test
    void anAttemptThatDiedBeforeTheNoteOfItsLastStepIsResumed() throws SQLException {
        // a table, an index, a column's new definition
        for (String last : List.of("001", "019", "107")) {
            migrations().run(MigrationVersion.fromVersion(last));
            long before = query("select count(*) from flyway_schema_history");
            execute("delete from flyway_schema_history where version = '" + last + "'");
            migrations().run(MigrationVersion.fromVersion(last));
            assertThat(query("select count(*) from flyway_schema_history where success"))
                    .isEqualTo(before);
        }
        assertThat(query("select count(*) from flyway_schema_history where installed_by = 'resumed'"))
                .isEqualTo(2);
    }

    @Test
    void aProcessKilledWhileItChangesTheSchemaIsContinuedByTheNext() throws Exception {
        for (int round = 0; round < 3; round++) {
            Process server = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            classPath(),
                            SchemaProcess.class.getName(),
                            Integer.toString(address.port()),
                            address.database(),
                            address.user(),
                            address.password())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            long before = stepsNoted();
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            // somewhere in the middle of its work, each time further on
            while (stepsNoted() < before + 7 && server.isAlive() && System.nanoTime() < deadline) {
                Thread.sleep(1);
            }
            server.destroyForcibly().waitFor();
        }
        assertThat(stepsNoted()).isPositive();
        try (Database database = Database.mysql(address, PATIENCE)) {
            assertThat(database.engine()).isEqualTo(engine);
        }
        assertThat(stepsNoted()).isEqualTo(allSteps());
    }

    /** The class path of this test, whichever way it was started. */
    static String classPath() {
        if (SharedMigrationsTest.class.getClassLoader() instanceof URLClassLoader loader) {
            return Arrays.stream(loader.getURLs()).map(URL::getPath).collect(Collectors.joining(File.pathSeparator));
        }
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private long stepsNoted() throws SQLException {
        try {
            return query("select count(*) from flyway_schema_history where success");
        } catch (SQLException notThereYet) {
            return 0;
        }
    }

    private long allSteps() {
        return migrations().flyway(MigrationVersion.LATEST).info().all().length;
    }

    @Test
    void aStepMayTakeLongerThanARequestMayWait() throws Exception {
        migrations().run(MigrationVersion.fromVersion("009"));
        HikariConfig config = MySqlPool.config(address);
        config.addDataSourceProperty("socketTimeout", "1500");
        try (HikariDataSource hasty = new HikariDataSource(config);
                Connection reader = pool.getConnection();
                var statement = reader.createStatement();
                var together = Executors.newVirtualThreadPerTaskExecutor()) {
            // until this transaction ends, nobody changes the table that a later step changes
            reader.setAutoCommit(false);
            statement.executeQuery("select count(*) from project").close();
            var migrating = together.submit(() -> new Migrations(hasty, engine).run());
            Thread.sleep(4_000);
            assertThat(migrating.isDone()).isFalse();
            reader.commit();
            migrating.get(60, TimeUnit.SECONDS);
        }
        assertThat(stepsNoted()).isEqualTo(allSteps());
        assertThat(query("select count(*) from flyway_schema_history where installed_by = 'resumed'"))
                .isZero();
    }

    @Test
    void aStepThatTheDatabaseStillDoesForADeadProcessIsAwaited() throws Exception {
        migrations().run(MigrationVersion.fromVersion("012"));
        String step = Migrations.text(Arrays.stream(
                        migrations().flyway(MigrationVersion.LATEST).info().pending())
                .findFirst()
                .orElseThrow());
        try (Connection reader = pool.getConnection();
                var statement = reader.createStatement();
                var together = Executors.newVirtualThreadPerTaskExecutor()) {
            // what keeps both of them waiting until this transaction ends
            reader.setAutoCommit(false);
            statement.executeQuery("select count(*) from project").close();
            var ofTheDead = together.submit(() -> {
                execute(step);
                return null;
            });
            Thread.sleep(1_000);
            var migrating = together.submit(() -> migrations().run());
            Thread.sleep(2_000);
            assertThat(ofTheDead.isDone() || migrating.isDone()).isFalse();
            reader.commit();
            ofTheDead.get(60, TimeUnit.SECONDS);
            migrating.get(60, TimeUnit.SECONDS);
        }
        assertThat(stepsNoted()).isEqualTo(allSteps());
        assertThat(query("select count(*) from flyway_schema_history where installed_by = 'resumed'"))
                .isOne();
    }

    @Test
    void theLockOutlastsWhatTheDatabaseAllowsAnIdleConnection() throws SQLException {
        try (Connection connection = PatientSource.around(pool).getConnection();
                var statement = connection.createStatement();
                var answer = statement.executeQuery("select @@session.wait_timeout, @@session.lock_wait_timeout")) {
            answer.next();
            assertThat(answer.getLong(1)).isEqualTo(86_400);
            assertThat(answer.getLong(2)).isEqualTo(50);
        }
    }

    @Test
    void aStepThatFailedIsTriedAgain() throws SQLException {
        migrations().run(MigrationVersion.fromVersion("010"));
        execute("update flyway_schema_history set success = false where version = '010'", "drop table project_team");
        migrations().run(MigrationVersion.fromVersion("011"));
        assertThat(query("select count(*) from project_team")).isZero();
        assertThat(query("select count(*) from flyway_schema_history where success"))
                .isEqualTo(11);
    }

    @Test
    void theVersionBeforeRunsOnTheSchemaOfTheNext() throws SQLException {
        migrations().run();
        for (String later : List.of("014", "999")) {
            execute("insert into flyway_schema_history select max(installed_rank) + 1, '" + later
                    + "', 'later', 'SQL', 'V" + later + "__later.sql', 1, 'root', now(), 1, true"
                    + " from flyway_schema_history");
        }
        migrations().run();
    }

    @Test
    void aServerThatIsTooOldRefusesInOneSentenceAndChangesNothing() throws SQLException {
        migrations().run();
        assertThat(SchemaFloor.OLDEST_SERVED).isLessThan(SchemaFloor.THIS_SERVER);
        // the release after next took away what this one uses
        execute("replace into schema_floor values (1, " + (SchemaFloor.THIS_SERVER + 1) + ")");
        execute("drop table custom_chart", "delete from flyway_schema_history where script like '%custom_chart%'");
        assertThatThrownBy(() -> migrations().run())
                .isInstanceOf(DatabaseRefused.class)
                .hasMessageContaining("no longer serves this one (generation " + SchemaFloor.THIS_SERVER + ")");
        assertThat(query("select count(*) from flyway_schema_history where script like '%custom_chart%'"))
                .isZero();
        // a server that the schema serves starts, and does not lower what others raised
        execute("update schema_floor set generation = " + SchemaFloor.THIS_SERVER);
        migrations().run();
        assertThat(query("select generation from schema_floor")).isEqualTo(SchemaFloor.THIS_SERVER);
    }

    @Test
    void someoneElsesDatabaseIsRefusedAndLeftAlone() throws SQLException {
        execute("create table project (id int)");
        assertThatThrownBy(() -> migrations().run())
                .isInstanceOf(DatabaseRefused.class)
                .hasMessageContaining("a database of its own");
        assertThat(query("select count(*) from information_schema.tables where table_schema = database()"))
                .isOne();
    }

    @Test
    void aDoctorThatWorksWhileTheSchemaIsMadeIsNoStranger() throws Exception {
        Callable<Boolean> start = () -> {
            try (Database database = Database.mysql(address, PATIENCE)) {
                return database.engine() == engine;
            }
        };
        Callable<Boolean> examine = () -> MySqlDoctor.examine(address).stream()
                .anyMatch(each -> each.what().equals("commit"));
        try (var together = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var each : together.invokeAll(List.of(examine, start, examine))) {
                assertThat(each.get()).isTrue();
            }
        }
    }

    @Test
    void whatADoctorThatWasCutOffHasLeftIsClearedAway() throws SQLException {
        execute("create table selvedge_doctor (id int)");
        migrations().run();
        assertThat(query("select count(*) from information_schema.tables where table_schema = database()"
                        + " and table_name = 'selvedge_doctor'"))
                .isZero();
    }

    @Test
    void aTableOfAnotherShapeIsNotTakenForOurs() throws SQLException {
        migrations().run(MigrationVersion.fromVersion("007"));
        execute("create table project (id int)");
        assertThatThrownBy(() -> migrations().run()).hasMessageContaining("\"project\" that is not Selvedge's");
    }

    @Test
    void textsOfAnyLanguageAreKeptInADatabaseMadeForAnother() throws SQLException {
        execute("alter database character set latin1");
        migrations().run();
        assertThat(query("select count(*) from information_schema.columns where table_schema = database()"
                        + " and table_name <> 'flyway_schema_history' and character_set_name <> 'utf8mb4'"))
                .isZero();
    }

    Migrations migrations() {
        return new Migrations(pool, engine);
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = pool.getConnection();
                var statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    private long query(String question) throws SQLException {
        try (Connection connection = pool.getConnection();
                var statement = connection.createStatement();
                var answer = statement.executeQuery(question)) {
            answer.next();
            return answer.getLong(1);
        }
    }
}
