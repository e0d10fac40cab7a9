package dev.selvedge.storage.sql.runs.query;

import static dev.selvedge.storage.sql.schema.Tables.USER_ACCOUNT;

import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.runs.RunStore;
import dev.selvedge.domain.runs.query.RunQueryStore;
import dev.selvedge.storage.contract.runs.query.RunQueryContract;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.runs.SqlRunStore;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;

class H2RunQueryTest extends RunQueryContract {

    private final Database database = Database.inMemory("run-query");
    private final RunStore runs = new SqlRunStore(database);
    private final RunQueryStore queries = new SqlRunQueryStore(database, new SqlRunValueIndex(database));

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    protected RunStore runs() {
        return runs;
    }

    @Override
    protected RunQueryStore queries() {
        return queries;
    }

    @Override
    protected UserId user(String username) {
        return new UserId(database.sql()
                .insertInto(USER_ACCOUNT)
                .set(USER_ACCOUNT.USERNAME, username)
                .set(USER_ACCOUNT.NAME, username)
                .set(USER_ACCOUNT.CREATED_AT, Instant.EPOCH)
                .returning(USER_ACCOUNT.ID)
                .fetchOne()
                .getId());
    }
}
