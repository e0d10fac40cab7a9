package dev.selvedge.storage.sql;

class MariaDbWaitingWorkTest extends WaitingWorkContract {
    MariaDbWaitingWorkTest() {
        super(TestBackend.MARIADB);
    }
}
