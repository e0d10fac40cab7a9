package dev.selvedge.storage.sql;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;

/**
 * Brings the schema to where this version of the server needs it. Each step is one statement and is noted once it is
 * done, so an attempt that dies anywhere is continued by the next one; servers that start together take turns.
 */
final class Migrations {

    static final String LOCATION = "db/migration";

    private static final Duration ANOTHERS_STEP = Duration.ofMinutes(30);

    private final DataSource dataSource;
    private final Engine engine;

    Migrations(DataSource dataSource, Engine engine) {
        this.dataSource = engine.isShared() ? PatientSource.around(dataSource) : dataSource;
        this.engine = engine;
    }

    void run() {
        run(MigrationVersion.LATEST);
    }

    void run(MigrationVersion target) {
        try (MigrationLock turn = MigrationLock.take(dataSource, engine)) {
            turn.check();
            onFloor(SchemaFloor::check);
            if (target != MigrationVersion.LATEST || !allIsDone()) {
                clearAway();
                bringUpToDate(flyway(target));
            }
            if (target == MigrationVersion.LATEST) {
                onFloor(SchemaFloor::raise);
            }
        } catch (SQLException e) {
            throw new DatabaseRefused("The schema of the database cannot be read or changed: " + e.getMessage(), e);
        } catch (FlywayException e) {
            throw new DatabaseRefused(sentence(e), e);
        }
    }

    /**
     * The database goes on with a step whose process has died. It holds the table meanwhile, and the step is there in the
     * end although nobody noted it.
     */
    private void bringUpToDate(Flyway flyway) throws SQLException {
        long end = System.nanoTime() + ANOTHERS_STEP.toNanos();
        String found = "";
        while (true) {
            noteWhatIsDone(flyway);
            try {
                flyway.migrate();
                return;
            } catch (FlywayException e) {
                // what was found a second time was not noted, so it is something else than what the step makes
                boolean thereNow = SqlFailures.isThereAlready(e) && !found.equals(e.getMessage());
                if (!thereNow && !SqlFailures.isLock(e) || System.nanoTime() - end > 0) {
                    throw e;
                }
                found = e.getMessage();
            }
        }
    }

    /** What a doctor that was cut off has left is nobody's; one that works waits for the lock, which is held here. */
    private void clearAway() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("drop table if exists " + MySqlDoctor.TABLE);
        }
    }

    /** The common case, told by one question instead of a look at each step. */
    private boolean allIsDone() throws SQLException {
        Set<KnownStep> known = FreshDatabase.steps();
        if (known.isEmpty()) {
            return false;
        }
        try (Connection connection = dataSource.getConnection()) {
            return new StepNotes(connection).have(known);
        }
    }

    private interface FloorWork {
        void on(SchemaFloor floor) throws SQLException;
    }

    private void onFloor(FloorWork work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            work.on(new SchemaFloor(connection));
        }
    }

    private static String sentence(FlywayException e) {
        String message = e.getMessage() == null ? "" : e.getMessage();
        if (message.contains("non-empty schema")) {
            return "The database holds tables that are not Selvedge's; give Selvedge a database of its own.";
        }
        return "The schema of the database cannot be brought up to date: " + message.strip();
    }

    Flyway flyway(MigrationVersion target) {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(dataSource)
                // where nobody has set up logging it would fill the console through java.util.logging
                .loggers("slf4j")
                .locations("classpath:" + LOCATION)
                // rooms have numbers of their own, and a room's next step comes after other rooms' higher numbers
                .outOfOrder(true)
                // the version before runs on the schema of the next one, so steps it does not know are none of its
                // business
                .ignoreMigrationPatterns("*:missing", "*:future")
                .target(target)
                .load();
    }

    private void noteWhatIsDone(Flyway flyway) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            if (!new StepNotes(connection).exist()) {
                return;
            }
        }
        // no connection is held meanwhile: the library takes some of its own, and the pool may be small
        if (Arrays.stream(flyway.info().all()).anyMatch(step -> step.getState() == MigrationState.FAILED)) {
            // a single statement changes the schema wholly or not at all, so what failed has changed nothing
            flyway.repair();
        }
        MigrationInfo[] pending = flyway.info().pending();
        List<MigrationInfo> done = new ArrayList<>();
        try (Connection connection = dataSource.getConnection()) {
            StepNotes notes = new StepNotes(connection);
            for (int i = 0; i < pending.length; i++) {
                MigrationStep step = MigrationStep.parse(text(pending[i]));
                // what an earlier step has yet to make is absent, but nobody took it away
                if ((i == 0 || !step.takesAway()) && step.isDone(connection)) {
                    done.add(pending[i]);
                }
            }
            if (done.size() > 1) {
                throw new DatabaseRefused("Several steps of the schema are there without a note of them ("
                        + done.get(0).getScript() + ", " + done.get(1).getScript()
                        + "); restore the table flyway_schema_history from a backup.");
            }
            for (MigrationInfo step : done) {
                notes.add(step);
            }
        }
    }

    static String text(MigrationInfo step) {
        try (InputStream in =
                Migrations.class.getClassLoader().getResourceAsStream(LOCATION + "/" + step.getScript())) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new DatabaseRefused("The step " + step.getScript() + " cannot be read", e);
        }
    }
}
