package dev.selvedge.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MigrationFilesTest {

    static List<Path> files() throws IOException {
        try (var files = Files.list(Path.of("src/main/resources").resolve(Migrations.LOCATION))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void eachIsOneStatementThatCanBeResumedAndThatEveryEngineKnows(Path file) throws IOException {
        String text = Files.readString(file);
        assertThatCode(() -> MigrationStep.parse(text)).doesNotThrowAnyException();
        ForbiddenSql.check(text);
        assertThat(file.getFileName().toString()).matches("V\\d{3}(_\\d+)?__[a-z0-9_]+\\.sql");
    }

    @Test
    void stepsThatCouldNotBeResumedAreRefused() {
        for (String text : List.of(
                "create table a (\n  id bigint\n); create table b (\n  id bigint\n);",
                "insert into a values (1);",
                "alter table a add column b int, add column c int")) {
            assertThatThrownBy(() -> MigrationStep.parse(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void statementsOfLaterServersAreFound() {
        for (String sql : List.of(
                "insert into t (a) values (?) as excluded on duplicate key update t.a = ?",
                "select a from (values row (1)) as v (a)",
                "select a from t for share",
                "select a from t except select a from u",
                "create index i on t ((lower(a)))",
                "select a->>'$.x' from t")) {
            assertThatThrownBy(() -> ForbiddenSql.check(sql)).isInstanceOf(AssertionError.class);
        }
        ForbiddenSql.check("insert into t (a) values (?) on duplicate key update t.a = ?");
    }
}
