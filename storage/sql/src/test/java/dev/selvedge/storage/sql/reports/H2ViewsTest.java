package dev.selvedge.storage.sql.reports;

import dev.selvedge.storage.sql.TestBackend;

class H2ViewsTest extends SqlViewsTest {
    H2ViewsTest() {
        super(TestBackend.H2);
    }
}
