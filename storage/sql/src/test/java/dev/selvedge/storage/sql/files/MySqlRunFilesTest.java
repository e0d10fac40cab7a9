package dev.selvedge.storage.sql.files;

import dev.selvedge.storage.sql.TestBackend;

class MySqlRunFilesTest extends SqlRunFilesTest {
    MySqlRunFilesTest() {
        super(TestBackend.MYSQL);
    }
}
