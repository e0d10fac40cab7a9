package dev.selvedge.storage.sql.audit;

import dev.selvedge.domain.audit.AuditStore;
import dev.selvedge.domain.people.UserStore;
import dev.selvedge.storage.contract.audit.AuditStoreContract;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.TestBackend;
import dev.selvedge.storage.sql.people.SqlUserStore;

abstract class SqlAuditStoreTest extends AuditStoreContract {

    private final Database database;

    SqlAuditStoreTest(TestBackend backend) {
        this.database = backend.open();
    }

    @Override
    protected AuditStore store() {
        return new SqlAuditStore(database);
    }

    @Override
    protected UserStore users() {
        return new SqlUserStore(database);
    }
}
