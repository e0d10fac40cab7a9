package dev.selvedge.storage.sql.runs.query;

import dev.selvedge.storage.sql.TestBackend;

class MySqlRunQueryTest extends SqlRunQueryTest {
    MySqlRunQueryTest() {
        super(TestBackend.MYSQL);
    }
}
