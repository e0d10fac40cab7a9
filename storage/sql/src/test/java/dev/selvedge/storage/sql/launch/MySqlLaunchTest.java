package dev.selvedge.storage.sql.launch;

import dev.selvedge.storage.sql.TestBackend;

class MySqlLaunchTest extends SqlLaunchTest {
    MySqlLaunchTest() {
        super(TestBackend.MYSQL);
    }
}
