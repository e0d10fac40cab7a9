package dev.selvedge.storage.sql.discussions;

import dev.selvedge.storage.sql.TestBackend;

class MariaDbDiscussionsTest extends SqlDiscussionsTest {
    MariaDbDiscussionsTest() {
        super(TestBackend.MARIADB);
    }
}
