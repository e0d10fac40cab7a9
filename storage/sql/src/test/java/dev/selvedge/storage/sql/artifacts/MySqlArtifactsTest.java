package dev.selvedge.storage.sql.artifacts;

import dev.selvedge.storage.sql.TestBackend;

class MySqlArtifactsTest extends SqlArtifactsTest {
    MySqlArtifactsTest() {
        super(TestBackend.MYSQL);
    }
}
