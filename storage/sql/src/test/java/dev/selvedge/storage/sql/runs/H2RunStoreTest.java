package dev.selvedge.storage.sql.runs;

import dev.selvedge.domain.runs.RunStore;
import dev.selvedge.platform.Transactions;
import dev.selvedge.storage.contract.runs.RunStoreContract;
import dev.selvedge.storage.sql.Database;
import org.junit.jupiter.api.AfterEach;

class H2RunStoreTest extends RunStoreContract {

    private final Database database = Database.inMemory("runs");
    private final RunStore store = new SqlRunStore(database);

    @AfterEach
    void close() {
        database.close();
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
