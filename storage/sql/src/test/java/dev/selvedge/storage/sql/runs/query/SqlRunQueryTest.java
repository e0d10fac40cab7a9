package dev.selvedge.storage.sql.runs.query;

import static dev.selvedge.storage.sql.schema.Tables.USER_ACCOUNT;

import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.runs.RunStore;
import dev.selvedge.domain.runs.query.RunQueryStore;
import dev.selvedge.storage.contract.runs.query.RunQueryContract;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.TestBackend;
import dev.selvedge.storage.sql.runs.SqlRunStore;
import java.time.Instant;

abstract class SqlRunQueryTest extends RunQueryContract {

    private final Database database;
    private final RunStore runs;
    private final RunQueryStore queries;
    private final RunQueryStore queriesElsewhere;
    private final RunQueryStore queriesOfDatabase;

    SqlRunQueryTest(TestBackend backend) {
        this.database = backend.open();
        this.runs = new SqlRunStore(database);
        this.queries = new SqlRunQueryStore(database, new SqlRunValueIndex(database));
        // some columns fit into its memory, and the database answers for the others
        this.queriesElsewhere = new SqlRunQueryStore(database, new SqlRunValueIndex(database), 12 << 10);
        this.queriesOfDatabase = new SqlRunQueryStore(database, new SqlRunValueIndex(database), 0);
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
    protected RunQueryStore queriesElsewhere() {
        return queriesElsewhere;
    }

    @Override
    protected RunQueryStore queriesWithoutMemory() {
        return queriesOfDatabase;
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
