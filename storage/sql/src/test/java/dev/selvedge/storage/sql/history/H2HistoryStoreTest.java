package dev.selvedge.storage.sql.history;

import dev.selvedge.domain.runs.history.HistoryStore;
import dev.selvedge.platform.Transactions;
import dev.selvedge.storage.contract.runs.history.HistoryStoreContract;
import dev.selvedge.storage.sql.Database;
import org.junit.jupiter.api.AfterEach;

class H2HistoryStoreTest extends HistoryStoreContract {

    private final Database database = Database.inMemory("history");
    private final HistoryStore store = new SqlHistoryStore(database);

    @AfterEach
    void close() {
        database.close();
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
