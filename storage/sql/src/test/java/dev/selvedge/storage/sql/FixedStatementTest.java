package dev.selvedge.storage.sql;

import static dev.selvedge.storage.sql.FixedStatement.any;
import static dev.selvedge.storage.sql.schema.Tables.USER_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the contracts of the stores that use them do not show. */
class FixedStatementTest {

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
    void aFailureSaysWhichStatementItWas() {
        FixedStatement broken = new FixedStatement(database, database.sql().query("update nowhere set x = 1"));
        assertThatThrownBy(broken::change)
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("update nowhere set x = 1");
    }
}
