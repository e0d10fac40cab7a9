package dev.selvedge.storage.sql;

class H2AtOnceTest extends SqlAtOnceTest {
    H2AtOnceTest() {
        super(TestBackend.H2);
    }
}
