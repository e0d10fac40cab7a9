package dev.selvedge.storage.sql;

import static dev.selvedge.storage.sql.FixedStatement.any;
import static dev.selvedge.storage.sql.schema.Tables.USER_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the contracts of the stores that use them do not show. */
class FixedStatementTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Database database = Database.inMemory("fixed-statement");
    private final FixedStatement count = new FixedStatement(
            database,
            database.sql()
                    .select(USER_ACCOUNT.ID)
                    .from(USER_ACCOUNT)
                    .where(USER_ACCOUNT.USERNAME.eq(any(USER_ACCOUNT.USERNAME))));

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void tooFewValuesAreAMistakeThatIsTold() {
        assertThatThrownBy(count::find).hasMessageContaining("0 values for 1 places");
    }

    @Test
    void itIsHeardLikeAnyOtherStatement() {
        List<String> heard = new ArrayList<>();
        database.onStatement(sql -> {
            heard.add(sql);
            return failure -> heard.add("ended");
        });
        assertThat(count.find("nobody")).isEmpty();
        assertThat(heard).hasSize(2).first().asString().startsWith("select");
    }

    @Test
    void severalMayHear() {
        List<String> heard = new ArrayList<>();
        database.onStatement(sql -> failure -> heard.add("first"));
        database.onStatement(sql -> failure -> heard.add("second"));
        count.find("nobody");
        database.sql().fetchCount(USER_ACCOUNT);
        assertThat(heard).containsExactly("first", "second", "first", "second");
        database.onStatement(null);
        count.find("nobody");
        assertThat(heard).hasSize(4);
    }

    @Test
    void aFailureSaysWhichStatementItWas() {
        FixedStatement broken = new FixedStatement(database, database.sql().query("update nowhere set x = 1"));
        assertThatThrownBy(broken::change)
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("update nowhere set x = 1");
    }

    private final FixedStatement nameOf = new FixedStatement(
            database,
            database.sql()
                    .select(USER_ACCOUNT.NAME)
                    .from(USER_ACCOUNT)
                    .where(USER_ACCOUNT.USERNAME.eq(any(USER_ACCOUNT.USERNAME))));

    private void insertAda() {
        database.sql()
                .insertInto(USER_ACCOUNT)
                .set(USER_ACCOUNT.USERNAME, "ada")
                .set(USER_ACCOUNT.NAME, "")
                .set(USER_ACCOUNT.CREATED_AT, Instant.EPOCH)
                .execute();
    }

    private void lengthen() {
        database.sql()
                .update(USER_ACCOUNT)
                .set(USER_ACCOUNT.NAME, USER_ACCOUNT.NAME.concat("."))
                .execute();
    }

    private int length() {
        return nameOf.find("ada").orElseThrow().get(USER_ACCOUNT.NAME).length();
    }

    @Test
    void aQueryThatIsKeptSeesWhatItsOwnTransactionHasChangedAndNotWhatCameToNothing() {
        insertAda();
        for (int round = 0; round < 50; round++) {
            int before = length();
            database.transactions().inTransaction(() -> {
                assertThat(length()).isEqualTo(before);
                lengthen();
                assertThat(length()).isEqualTo(before + 1);
            });
            assertThatThrownBy(() -> database.transactions().inTransaction(() -> {
                        lengthen();
                        assertThat(length()).isEqualTo(before + 2);
                        throw new IllegalStateException("no");
                    }))
                    .hasMessage("no");
            assertThat(length()).isEqualTo(before + 1);
        }
    }

    /** One thread gets the same connection again, which has asked between the change and its commit. */
    @Test
    void aQueryThatIsKeptSeesWhatOthersHaveCommitted() throws Exception {
        insertAda();
        try (ExecutorService reader = Executors.newSingleThreadExecutor()) {
            for (int round = 0; round < 20; round++) {
                int before = round;
                database.transactions().inTransaction(() -> {
                    lengthen();
                    assertThat(reader.submit(this::length))
                            .succeedsWithin(PATIENCE)
                            .isEqualTo(before);
                });
                assertThat(reader.submit(this::length)).succeedsWithin(PATIENCE).isEqualTo(before + 1);
            }
        }
    }
}
