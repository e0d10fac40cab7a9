package dev.selvedge.storage.sql.runs;

import dev.selvedge.domain.runs.RunStore;
import dev.selvedge.platform.Transactions;
import dev.selvedge.storage.contract.runs.RunStoreContract;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.TestBackend;

abstract class SqlRunStoreTest extends RunStoreContract {

    private final Database database;
    private final RunStore store;

    SqlRunStoreTest(TestBackend backend) {
        this.database = backend.open();
        this.store = new SqlRunStore(database);
    }

    @Override
    protected RunStore store() {
        return store;
    }

    @Override
    protected Transactions transactions() {
        return database.transactions();
    }
}
