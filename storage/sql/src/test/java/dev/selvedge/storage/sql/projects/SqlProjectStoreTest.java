package dev.selvedge.storage.sql.projects;

import dev.selvedge.domain.people.EntityStore;
import dev.selvedge.domain.projects.ProjectStarStore;
import dev.selvedge.domain.projects.ProjectStore;
import dev.selvedge.storage.contract.projects.ProjectStoreContract;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.TestBackend;
import dev.selvedge.storage.sql.people.SqlEntityStore;

abstract class SqlProjectStoreTest extends ProjectStoreContract {

    private final Database database;
    private final ProjectStore store;
    private final ProjectStarStore stars;
    private final EntityStore entities;

    SqlProjectStoreTest(TestBackend backend) {
        this.database = backend.open();
        this.store = new SqlProjectStore(database);
        this.stars = new SqlProjectStarStore(database);
        this.entities = new SqlEntityStore(database);
    }

    @Override
    protected ProjectStore store() {
        return store;
    }

    @Override
    protected ProjectStarStore stars() {
        return stars;
    }

    @Override
    protected EntityStore entities() {
        return entities;
    }
}
