package dev.selvedge.storage.sql.runs;

import dev.selvedge.storage.sql.TestBackend;

class MariaDbWorkloadsTest extends SqlWorkloadsTest {
    MariaDbWorkloadsTest() {
        super(TestBackend.MARIADB);
    }
}
