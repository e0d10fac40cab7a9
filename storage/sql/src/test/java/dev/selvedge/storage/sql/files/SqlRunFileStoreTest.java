package dev.selvedge.storage.sql.files;

import dev.selvedge.domain.runs.files.RunFileStore;
import dev.selvedge.platform.Transactions;
import dev.selvedge.storage.contract.files.RunFileStoreContract;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.TestBackend;
import org.junit.jupiter.api.AfterEach;

abstract class SqlRunFileStoreTest extends RunFileStoreContract {

    private final TestBackend backend;
    private final Database database;
    private final RunFileStore store;

    SqlRunFileStoreTest(TestBackend backend) {
        this.backend = backend;
        this.database = backend.open();
        this.store = new SqlRunFileStore(database);
    }

    @AfterEach
    void close() {
        backend.release(database);
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
