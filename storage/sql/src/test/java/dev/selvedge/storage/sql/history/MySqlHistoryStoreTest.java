package dev.selvedge.storage.sql.history;

import dev.selvedge.storage.sql.TestBackend;

class MySqlHistoryStoreTest extends SqlHistoryStoreTest {
    MySqlHistoryStoreTest() {
        super(TestBackend.MYSQL);
    }
}
