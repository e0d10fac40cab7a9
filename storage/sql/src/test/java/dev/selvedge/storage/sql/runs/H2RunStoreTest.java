package dev.selvedge.storage.sql.runs;

import dev.selvedge.storage.sql.TestBackend;

class H2RunStoreTest extends SqlRunStoreTest {
    H2RunStoreTest() {
        super(TestBackend.H2);
    }
}
