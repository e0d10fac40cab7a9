package dev.selvedge.storage.sql.runs.query;

import dev.selvedge.storage.sql.TestBackend;

class MariaDbRunQueryTest extends SqlRunQueryTest {
    MariaDbRunQueryTest() {
        super(TestBackend.MARIADB);
    }
}
