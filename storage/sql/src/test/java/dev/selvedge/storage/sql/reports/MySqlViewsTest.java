package dev.selvedge.storage.sql.reports;

import dev.selvedge.storage.sql.TestBackend;

class MySqlViewsTest extends SqlViewsTest {
    MySqlViewsTest() {
        super(TestBackend.MYSQL);
    }
}
