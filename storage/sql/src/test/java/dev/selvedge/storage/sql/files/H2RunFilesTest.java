package dev.selvedge.storage.sql.files;

import dev.selvedge.domain.runs.files.RunFileStore;
import dev.selvedge.platform.Transactions;
import dev.selvedge.storage.contract.files.RunFilesContract;
import dev.selvedge.storage.sql.Database;
import org.junit.jupiter.api.AfterEach;

class H2RunFilesTest extends RunFilesContract {

    private final Database database = Database.inMemory("run-files-room");
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
