package dev.selvedge.storage.sql.artifacts;

import dev.selvedge.storage.sql.TestBackend;

class H2ArtifactsTest extends SqlArtifactsTest {
    H2ArtifactsTest() {
        super(TestBackend.H2);
    }
}
