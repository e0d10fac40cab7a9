package dev.selvedge.storage.sql.projects;

import dev.selvedge.storage.sql.TestBackend;

class MariaDbProjectStoreTest extends SqlProjectStoreTest {
    MariaDbProjectStoreTest() {
        super(TestBackend.MARIADB);
    }
}
