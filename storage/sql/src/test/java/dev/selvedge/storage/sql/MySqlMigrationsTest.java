package dev.selvedge.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Test;

class MySqlMigrationsTest extends SharedMigrationsTest {
    MySqlMigrationsTest() {
        super(TestBackend.MYSQL);
    }

    /**
     * A table that a step copies cannot be written meanwhile, and ten million runs are copied for an hour. So MySQL is
     * asked to refuse each step that it could not do in place beside writers. Servers ask without these words, which H2
     * does not know, and MySQL takes the best way it has.
     */
    @Test
    void everyStepLetsItsTableBeWrittenMeanwhile() throws SQLException {
        List<String> steps = Arrays.stream(
                        migrations().flyway(MigrationVersion.LATEST).info().all())
                .map(Migrations::text)
                .toList();
        try (Connection connection = pool.getConnection();
                var statement = connection.createStatement()) {
            for (String step : steps) {
                statement.execute(besideWriters(step));
            }
            String copying = "alter table run modify column values_version varchar(99) not null;";
            assertThatThrownBy(() -> statement.execute(besideWriters(copying)))
                    .hasMessageContaining("ALGORITHM=INPLACE is not supported");
        }
        assertThat(steps).filteredOn(step -> !besideWriters(step).equals(step)).hasSizeGreaterThan(50);
    }

    private static String besideWriters(String step) {
        String statement = step.strip().replaceFirst(";$", "");
        return switch (MigrationStep.parse(step)) {
            case MigrationStep.CreateIndex made -> statement + " algorithm = inplace lock = none";
            case MigrationStep.DropIndex gone -> statement + " algorithm = inplace lock = none";
            case MigrationStep.AddColumn added -> statement + ", algorithm = inplace, lock = none";
            case MigrationStep.DropColumn gone -> statement + ", algorithm = inplace, lock = none";
            case MigrationStep.Repeatable again
            when statement.contains("alter table") -> statement + ", algorithm = inplace, lock = none";
            default -> step;
        };
    }
}
