package dev.selvedge.storage.sql.runs.query;

import dev.selvedge.storage.sql.TestBackend;

class H2RunQueryTest extends SqlRunQueryTest {
    H2RunQueryTest() {
        super(TestBackend.H2);
    }
}
