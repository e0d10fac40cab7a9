package dev.selvedge.storage.sql.runs;

import dev.selvedge.storage.sql.TestBackend;

class MySqlRunStoreTest extends SqlRunStoreTest {
    MySqlRunStoreTest() {
        super(TestBackend.MYSQL);
    }
}
