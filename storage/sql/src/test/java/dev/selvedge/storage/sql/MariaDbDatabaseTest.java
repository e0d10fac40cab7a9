package dev.selvedge.storage.sql;

class MariaDbDatabaseTest extends SharedDatabaseTest {
    MariaDbDatabaseTest() {
        super(TestBackend.MARIADB);
    }
}
