package dev.selvedge.storage.sql.objects;

import dev.selvedge.storage.sql.TestBackend;

class H2TeamBucketsTest extends SqlTeamBucketsTest {
    H2TeamBucketsTest() {
        super(TestBackend.H2);
    }
}
