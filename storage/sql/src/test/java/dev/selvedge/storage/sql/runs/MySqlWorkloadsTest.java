package dev.selvedge.storage.sql.runs;

import dev.selvedge.storage.sql.TestBackend;

class MySqlWorkloadsTest extends SqlWorkloadsTest {
    MySqlWorkloadsTest() {
        super(TestBackend.MYSQL);
    }
}
