package dev.selvedge.storage.sql;

class MySqlAtOnceTest extends SqlAtOnceTest {
    MySqlAtOnceTest() {
        super(TestBackend.MYSQL);
    }
}
