package dev.selvedge.storage.sql;

class H2WaitingWorkTest extends WaitingWorkContract {
    H2WaitingWorkTest() {
        super(TestBackend.H2);
    }
}
