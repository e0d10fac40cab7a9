package dev.selvedge.storage.sql.runs;

import dev.selvedge.domain.runs.RunArchiveStore;
import dev.selvedge.storage.contract.runs.RunArchiveStoreContract;
import dev.selvedge.storage.sql.Database;
import org.junit.jupiter.api.AfterEach;

class H2RunArchiveStoreTest extends RunArchiveStoreContract {

    private final Database database = Database.inMemory("run-archives");

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    protected RunArchiveStore store() {
        return new SqlRunArchiveStore(database);
    }
}
