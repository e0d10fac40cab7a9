package dev.selvedge.storage.sql.files;

import dev.selvedge.storage.sql.TestBackend;

class MySqlRunFileStoreTest extends SqlRunFileStoreTest {
    MySqlRunFileStoreTest() {
        super(TestBackend.MYSQL);
    }
}
