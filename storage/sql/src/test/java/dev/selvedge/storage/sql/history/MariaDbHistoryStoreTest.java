package dev.selvedge.storage.sql.history;

import dev.selvedge.storage.sql.TestBackend;

class MariaDbHistoryStoreTest extends SqlHistoryStoreTest {
    MariaDbHistoryStoreTest() {
        super(TestBackend.MARIADB);
    }
}
