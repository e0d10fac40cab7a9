package dev.selvedge.storage.sql.artifacts;

import dev.selvedge.storage.sql.TestBackend;

class MySqlArtifactRemovalTest extends SqlArtifactRemovalTest {
    MySqlArtifactRemovalTest() {
        super(TestBackend.MYSQL);
    }
}
