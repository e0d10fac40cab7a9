package dev.selvedge.storage.sql;

import static dev.selvedge.storage.sql.schema.Tables.ARTIFACT_BLOB;
import static dev.selvedge.storage.sql.schema.Tables.RUN;
import static dev.selvedge.storage.sql.schema.Tables.RUN_FILE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jooq.Condition;
import org.jooq.TableField;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** That the embedded database looks up each value in an index of both columns. */
class AmongTest {

    private final Database database = Database.inMemory("among");

    @AfterEach
    void close() {
        database.close();
    }

    private <T> String plan(Condition given, TableField<?, T> field, List<T> values) {
        Among among = Among.of(database.sql(), field, values);
        return database.sql()
                .explain(database.sql().selectOne().from(among.rows()).where(given, among.condition()))
                .plan();
    }

    @Test
    void eachValueIsLookedUp() {
        List<String> words = List.of("a", "b", "b", "c");
        assertThat(plan(ARTIFACT_BLOB.PROJECT_ID.eq(1L), ARTIFACT_BLOB.DIGEST, words))
                .contains("ARTIFACT_BLOB_DIGEST: ", "AND DIGEST = ");
        assertThat(plan(ARTIFACT_BLOB.BIRTH_ARTIFACT_ID.eq(1L), ARTIFACT_BLOB.DIGEST, words))
                .contains("BIRTH_ARTIFACT_ID = ", "AND DIGEST = ");
        assertThat(plan(RUN.PROJECT_ID.eq(1L), RUN.NAME, words)).contains("PROJECT_ID = ", "AND NAME = ");
        assertThat(plan(RUN.PROJECT_ID.eq(1L), RUN.SWEEP_NAME, words)).contains("PROJECT_ID = ", "AND SWEEP_NAME = ");
        assertThat(plan(RUN_FILE.RUN_ID.eq(1L), RUN_FILE.NAME_HASH, List.of(new byte[] {1}, new byte[] {2})))
                .contains("RUN_ID = ", "AND NAME_HASH = ");
    }
}
