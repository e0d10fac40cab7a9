package dev.selvedge.storage.sql.runs;

import dev.selvedge.storage.sql.TestBackend;

class MariaDbRunStoreTest extends SqlRunStoreTest {
    MariaDbRunStoreTest() {
        super(TestBackend.MARIADB);
    }
}
