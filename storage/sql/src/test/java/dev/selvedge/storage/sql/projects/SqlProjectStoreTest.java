package dev.selvedge.storage.sql.projects;

import dev.selvedge.domain.people.EntityStore;
import dev.selvedge.domain.projects.ProjectStore;
import dev.selvedge.storage.contract.projects.ProjectStoreContract;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.TestBackend;
import dev.selvedge.storage.sql.people.SqlEntityStore;
import org.junit.jupiter.api.AfterEach;

abstract class SqlProjectStoreTest extends ProjectStoreContract {

    private final TestBackend backend;
    private final Database database;
    private final ProjectStore store;
    private final EntityStore entities;

    SqlProjectStoreTest(TestBackend backend) {
        this.backend = backend;
        this.database = backend.open();
        this.store = new SqlProjectStore(database);
        this.entities = new SqlEntityStore(database);
    }

    @AfterEach
    void close() {
        backend.release(database);
    }

    @Override
    protected ProjectStore store() {
        return store;
    }

    @Override
    protected EntityStore entities() {
        return entities;
    }
}
