package dev.selvedge.storage.sql;

class MariaDbMigrationsTest extends SharedMigrationsTest {
    MariaDbMigrationsTest() {
        super(TestBackend.MARIADB);
    }
}
