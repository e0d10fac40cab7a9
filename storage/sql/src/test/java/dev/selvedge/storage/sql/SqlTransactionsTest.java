package dev.selvedge.storage.sql;

import static dev.selvedge.storage.sql.schema.Tables.USER_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
