package dev.selvedge.storage.sql;

class MariaDbAtOnceTest extends SqlAtOnceTest {
    MariaDbAtOnceTest() {
        super(TestBackend.MARIADB);
    }
}
