package dev.selvedge.storage.sql.launch;

import dev.selvedge.storage.sql.TestBackend;

class H2LaunchTest extends SqlLaunchTest {
    H2LaunchTest() {
        super(TestBackend.H2);
    }
}
