package dev.selvedge.storage.sql.artifacts;

import dev.selvedge.storage.sql.TestBackend;

class MariaDbArtifactRemovalTest extends SqlArtifactRemovalTest {
    MariaDbArtifactRemovalTest() {
        super(TestBackend.MARIADB);
    }
}
