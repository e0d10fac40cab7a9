package dev.selvedge.storage.sql.projects;

import dev.selvedge.storage.sql.TestBackend;

class H2ProjectStoreTest extends SqlProjectStoreTest {
    H2ProjectStoreTest() {
        super(TestBackend.H2);
    }
}
