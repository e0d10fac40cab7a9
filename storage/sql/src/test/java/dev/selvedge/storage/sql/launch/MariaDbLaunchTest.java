package dev.selvedge.storage.sql.launch;

import dev.selvedge.storage.sql.TestBackend;

class MariaDbLaunchTest extends SqlLaunchTest {
    MariaDbLaunchTest() {
        super(TestBackend.MARIADB);
    }
}
