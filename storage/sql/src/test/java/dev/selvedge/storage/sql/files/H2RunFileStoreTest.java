package dev.selvedge.storage.sql.files;

import dev.selvedge.domain.runs.files.RunFileStore;
import dev.selvedge.platform.Transactions;
import dev.selvedge.storage.contract.files.RunFileStoreContract;
import dev.selvedge.storage.sql.Database;
import org.junit.jupiter.api.AfterEach;

class H2RunFileStoreTest extends RunFileStoreContract {

    private final Database database = Database.inMemory("run-files");
    private final RunFileStore store = new SqlRunFileStore(database);

    @AfterEach
    void close() {
        database.close();
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
