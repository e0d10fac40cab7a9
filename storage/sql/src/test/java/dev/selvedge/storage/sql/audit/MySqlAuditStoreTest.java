package dev.selvedge.storage.sql.audit;

import dev.selvedge.storage.sql.TestBackend;

class MySqlAuditStoreTest extends SqlAuditStoreTest {
    MySqlAuditStoreTest() {
        super(TestBackend.MYSQL);
    }
}
