package dev.selvedge.storage.sql;

class MySqlDatabaseTest extends SharedDatabaseTest {
    MySqlDatabaseTest() {
        super(TestBackend.MYSQL);
    }
}
