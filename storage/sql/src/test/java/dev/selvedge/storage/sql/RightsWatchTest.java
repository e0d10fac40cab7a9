package dev.selvedge.storage.sql;

import static dev.selvedge.storage.sql.schema.Tables.USER_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.domain.people.UserId;
import dev.selvedge.storage.sql.people.SqlPresenceStore;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RightsWatchTest {

    private final Database database = Database.inMemory("rights-watch");

    @AfterEach
    void close() {
        database.close();
    }

    private void insert(String name) {
        database.sql()
                .insertInto(USER_ACCOUNT)
                .set(USER_ACCOUNT.USERNAME, name)
                .set(USER_ACCOUNT.NAME, name)
                .set(USER_ACCOUNT.CREATED_AT, Instant.EPOCH)
                .execute();
    }

    @Test
    void aChangeIsCountedAtOnceAndAgainWhenItIsCommitted() {
        long before = database.rightsVersion();
        long within = database.transactions().inTransaction(() -> {
            insert("ada");
            return database.rightsVersion();
        });
        assertThat(within).isGreaterThan(before);
        assertThat(database.rightsVersion()).isGreaterThan(within);
    }

    @Test
    void aChangeOutsideOfTransactionsIsCounted() {
        long before = database.rightsVersion();
        insert("ada");
        assertThat(database.rightsVersion()).isGreaterThan(before);
    }

    @Test
    void commitsThatChangeNothingOfThemAreNotCounted() {
        assertThatThrownBy(() -> database.transactions().inTransaction(() -> {
                    insert("ada");
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        long before = database.rightsVersion();
        database.transactions().inTransaction(() -> database.sql().fetchCount(USER_ACCOUNT));
        assertThat(database.rightsVersion()).isEqualTo(before);
    }

    @Test
    void whoIsHereChangesNoRights() {
        insert("ada");
        long before = database.rightsVersion();
        new SqlPresenceStore(database).seen(new UserId(1), Instant.EPOCH);
        assertThat(database.sql()
                        .select(USER_ACCOUNT.LAST_ACTIVE_AT)
                        .from(USER_ACCOUNT)
                        .fetchSingle()
                        .value1())
                .isEqualTo(Instant.EPOCH);
        assertThat(database.rightsVersion()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update project set access = ? where id = ?",
                "insert into team_member (entity_id) values (?)",
                "delete from project_member where id = ?",
                "insert into project_team (a) values (?) on duplicate key update role = ?"
            })
    void changesOfRightsAreTold(String sql) {
        assertThat(RightsWatch.concerns(sql)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update run set state = ?",
                "update user_account set user_account.last_active_at = ? where user_account.id = ?",
                "select * from project where id = ? for update",
                "commit",
                ""
            })
    void othersAreNot(String sql) {
        assertThat(RightsWatch.concerns(sql)).isFalse();
    }
}
