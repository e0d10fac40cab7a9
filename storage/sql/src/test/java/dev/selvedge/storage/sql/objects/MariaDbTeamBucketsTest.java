package dev.selvedge.storage.sql.objects;

import dev.selvedge.storage.sql.TestBackend;

class MariaDbTeamBucketsTest extends SqlTeamBucketsTest {
    MariaDbTeamBucketsTest() {
        super(TestBackend.MARIADB);
    }
}
