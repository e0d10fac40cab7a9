package dev.selvedge.storage.sql.discussions;

import dev.selvedge.storage.sql.TestBackend;

class MySqlDiscussionsTest extends SqlDiscussionsTest {
    MySqlDiscussionsTest() {
        super(TestBackend.MYSQL);
    }
}
