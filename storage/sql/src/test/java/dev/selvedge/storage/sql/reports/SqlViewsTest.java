package dev.selvedge.storage.sql.reports;

import dev.selvedge.domain.people.EntityStore;
import dev.selvedge.domain.people.UserStore;
import dev.selvedge.domain.projects.ProjectStore;
import dev.selvedge.domain.reports.ViewEditorStore;
import dev.selvedge.domain.reports.ViewMarkStore;
import dev.selvedge.domain.reports.ViewStore;
import dev.selvedge.platform.Transactions;
import dev.selvedge.storage.contract.reports.ViewsContract;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.TestBackend;
import dev.selvedge.storage.sql.people.SqlEntityStore;
import dev.selvedge.storage.sql.people.SqlUserStore;
import dev.selvedge.storage.sql.projects.SqlProjectStore;

abstract class SqlViewsTest extends ViewsContract {

    private final Database database;
    private final ViewStore store;
    private final UserStore users;
    private final EntityStore entities;
    private final ProjectStore projects;

    SqlViewsTest(TestBackend backend) {
        this.database = backend.open();
        this.store = new SqlViewStore(database);
        this.users = new SqlUserStore(database);
        this.entities = new SqlEntityStore(database);
        this.projects = new SqlProjectStore(database);
    }

    @Override
    protected ViewStore store() {
        return store;
    }

    @Override
    protected ViewEditorStore invitations() {
        return new SqlViewEditorStore(database);
    }

    @Override
    protected ViewMarkStore marks() {
        return new SqlViewMarkStore(database);
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
