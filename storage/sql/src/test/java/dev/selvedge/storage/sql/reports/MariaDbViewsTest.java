package dev.selvedge.storage.sql.reports;

import dev.selvedge.storage.sql.TestBackend;

class MariaDbViewsTest extends SqlViewsTest {
    MariaDbViewsTest() {
        super(TestBackend.MARIADB);
    }
}
