package dev.selvedge.storage.sql;

class MySqlMigrationsTest extends SharedMigrationsTest {
    MySqlMigrationsTest() {
        super(TestBackend.MYSQL);
    }
}
