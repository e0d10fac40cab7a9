package dev.selvedge.storage.sql.artifacts;

import dev.selvedge.storage.sql.TestBackend;

class MariaDbArtifactsTest extends SqlArtifactsTest {
    MariaDbArtifactsTest() {
        super(TestBackend.MARIADB);
    }
}
