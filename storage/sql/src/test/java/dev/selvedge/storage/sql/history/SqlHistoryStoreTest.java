package dev.selvedge.storage.sql.history;

import dev.selvedge.domain.runs.history.HistoryStore;
import dev.selvedge.platform.Transactions;
import dev.selvedge.storage.contract.runs.history.HistoryStoreContract;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.TestBackend;

abstract class SqlHistoryStoreTest extends HistoryStoreContract {

    private final Database database;
    private final HistoryStore store;

    SqlHistoryStoreTest(TestBackend backend) {
        this.database = backend.open();
        this.store = new SqlHistoryStore(database);
    }

    @Override
    protected HistoryStore store() {
        return store;
    }

    @Override
    protected Transactions transactions() {
        return database.transactions();
    }
}
