package dev.selvedge.storage.sql.projects;

import dev.selvedge.storage.sql.TestBackend;

class MySqlProjectStoreTest extends SqlProjectStoreTest {
    MySqlProjectStoreTest() {
        super(TestBackend.MYSQL);
    }
}
