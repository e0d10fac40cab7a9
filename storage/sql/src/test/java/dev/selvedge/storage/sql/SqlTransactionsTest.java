package dev.selvedge.storage.sql;

import static dev.selvedge.storage.sql.schema.Tables.USER_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.platform.Fault;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SqlTransactionsTest {

    private final Database database = Database.inMemory("transactions");

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatReturnsIsCommitted() {
        database.transactions().inTransaction(() -> insert("ada"));
        assertThat(count()).isOne();
    }

    @Test
    void whatThrowsLeavesNothingBehindAlsoFromNestedWork() {
        assertThatThrownBy(() -> database.transactions().inTransaction(() -> {
                    database.transactions().inTransaction(() -> insert("ada"));
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(count()).isZero();
    }

    @Test
    void identifiersDifferingInCaseAreDifferent() {
        insert("ada");
        insert("Ada");
        assertThat(count()).isEqualTo(2);
    }

    /** Clients repeat for minutes what is answered as an internal error. */
    @Test
    void aTextTooLongForItsColumnIsTheSendersMistake() {
        assertThatThrownBy(() -> insert("a".repeat(129))).satisfies(SqlTransactionsTest::namesTheColumn);
        assertThatThrownBy(() -> database.transactions().inTransaction(() -> insert("a".repeat(129))))
                .satisfies(SqlTransactionsTest::namesTheColumn);
    }

    static void namesTheColumn(Throwable refusal) {
        assertThat(refusal).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.code()).isEqualTo(Fault.Code.INVALID);
            assertThat(fault).hasMessage("A value is too long: username");
        });
    }

    private void insert(String username) {
        database.sql()
                .insertInto(USER_ACCOUNT)
                .set(USER_ACCOUNT.USERNAME, username)
                .set(USER_ACCOUNT.NAME, username)
                .set(USER_ACCOUNT.CREATED_AT, Instant.parse("2026-01-01T00:00:00.123456Z"))
                .execute();
    }

    private int count() {
        return database.sql().fetchCount(USER_ACCOUNT);
    }
}
