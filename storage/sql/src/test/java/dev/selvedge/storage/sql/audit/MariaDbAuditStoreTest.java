package dev.selvedge.storage.sql.audit;

import dev.selvedge.storage.sql.TestBackend;

class MariaDbAuditStoreTest extends SqlAuditStoreTest {
    MariaDbAuditStoreTest() {
        super(TestBackend.MARIADB);
    }
}
