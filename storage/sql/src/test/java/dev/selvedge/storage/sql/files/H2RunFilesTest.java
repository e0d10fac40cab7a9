package dev.selvedge.storage.sql.files;

import dev.selvedge.storage.sql.TestBackend;

class H2RunFilesTest extends SqlRunFilesTest {
    H2RunFilesTest() {
        super(TestBackend.H2);
    }
}
