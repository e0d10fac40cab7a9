package dev.selvedge.storage.sql.files;

import dev.selvedge.storage.sql.TestBackend;

class MariaDbRunFileStoreTest extends SqlRunFileStoreTest {
    MariaDbRunFileStoreTest() {
        super(TestBackend.MARIADB);
    }
}
