package dev.selvedge.storage.sql.projects;

import dev.selvedge.domain.people.EntityStore;
import dev.selvedge.domain.projects.ProjectStore;
import dev.selvedge.storage.contract.projects.ProjectStoreContract;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.people.SqlEntityStore;
import org.junit.jupiter.api.AfterEach;

class H2ProjectStoreTest extends ProjectStoreContract {

    private final Database database = Database.inMemory("projects");
    private final ProjectStore store = new SqlProjectStore(database);
    private final EntityStore entities = new SqlEntityStore(database);

    @AfterEach
    void close() {
        database.close();
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
