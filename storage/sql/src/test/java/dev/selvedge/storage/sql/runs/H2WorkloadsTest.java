package dev.selvedge.storage.sql.runs;

import dev.selvedge.storage.sql.TestBackend;

class H2WorkloadsTest extends SqlWorkloadsTest {
    H2WorkloadsTest() {
        super(TestBackend.H2);
    }
}
