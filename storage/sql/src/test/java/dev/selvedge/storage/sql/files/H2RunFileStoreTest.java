package dev.selvedge.storage.sql.files;

import dev.selvedge.storage.sql.TestBackend;

class H2RunFileStoreTest extends SqlRunFileStoreTest {
    H2RunFileStoreTest() {
        super(TestBackend.H2);
    }
}
