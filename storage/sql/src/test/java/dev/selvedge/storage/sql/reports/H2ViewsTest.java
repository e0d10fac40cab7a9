package dev.selvedge.storage.sql.reports;

import dev.selvedge.domain.people.EntityStore;
import dev.selvedge.domain.people.UserStore;
import dev.selvedge.domain.projects.ProjectStore;
import dev.selvedge.domain.reports.ViewStore;
import dev.selvedge.platform.Transactions;
import dev.selvedge.storage.contract.reports.ViewsContract;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.people.SqlEntityStore;
import dev.selvedge.storage.sql.people.SqlUserStore;
import dev.selvedge.storage.sql.projects.SqlProjectStore;
import org.junit.jupiter.api.AfterEach;

class H2ViewsTest extends ViewsContract {

    private final Database database = Database.inMemory("views");
    private final ViewStore store = new SqlViewStore(database);
    private final UserStore users = new SqlUserStore(database);
    private final EntityStore entities = new SqlEntityStore(database);
    private final ProjectStore projects = new SqlProjectStore(database);

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    protected ViewStore store() {
        return store;
    }

    @Override
    protected UserStore users() {
        return users;
    }

    @Override
    protected EntityStore entities() {
        return entities;
    }

    @Override
    protected ProjectStore projects() {
        return projects;
    }

    @Override
    protected Transactions transactions() {
        return database.transactions();
    }
}
