package dev.selvedge.storage.sql.objects;

import dev.selvedge.storage.sql.TestBackend;

class MySqlTeamBucketsTest extends SqlTeamBucketsTest {
    MySqlTeamBucketsTest() {
        super(TestBackend.MYSQL);
    }
}
