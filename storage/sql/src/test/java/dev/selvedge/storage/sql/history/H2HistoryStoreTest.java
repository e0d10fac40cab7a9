package dev.selvedge.storage.sql.history;

import dev.selvedge.storage.sql.TestBackend;

class H2HistoryStoreTest extends SqlHistoryStoreTest {
    H2HistoryStoreTest() {
        super(TestBackend.H2);
    }
}
