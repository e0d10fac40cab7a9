package dev.selvedge.storage.sql.files;

import dev.selvedge.storage.sql.TestBackend;

class MariaDbRunFilesTest extends SqlRunFilesTest {
    MariaDbRunFilesTest() {
        super(TestBackend.MARIADB);
    }
}
