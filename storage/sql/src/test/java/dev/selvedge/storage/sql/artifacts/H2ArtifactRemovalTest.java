package dev.selvedge.storage.sql.artifacts;

import dev.selvedge.storage.sql.TestBackend;

class H2ArtifactRemovalTest extends SqlArtifactRemovalTest {
    H2ArtifactRemovalTest() {
        super(TestBackend.H2);
    }
}
