package dev.selvedge.storage.sql.audit;

import dev.selvedge.storage.sql.TestBackend;

class H2AuditStoreTest extends SqlAuditStoreTest {
    H2AuditStoreTest() {
        super(TestBackend.H2);
    }
}
