package dev.selvedge.storage.sql.files;

import dev.selvedge.domain.runs.files.RunFileStore;
import dev.selvedge.platform.Transactions;
import dev.selvedge.storage.contract.files.RunFileStoreContract;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.TestBackend;

abstract class SqlRunFileStoreTest extends RunFileStoreContract {

    private final Database database;
    private final RunFileStore store;

    SqlRunFileStoreTest(TestBackend backend) {
        this.database = backend.open();
        this.store = new SqlRunFileStore(database);
    }

    @Override
    protected RunFileStore store() {
        return store;
    }

    @Override
    protected Transactions transactions() {
        return database.transactions();
    }
}
