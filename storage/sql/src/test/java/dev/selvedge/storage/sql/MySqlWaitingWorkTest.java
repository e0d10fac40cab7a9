package dev.selvedge.storage.sql;

class MySqlWaitingWorkTest extends WaitingWorkContract {
    MySqlWaitingWorkTest() {
        super(TestBackend.MYSQL);
    }
}
