package dev.selvedge.storage.sql.discussions;

import dev.selvedge.domain.discussions.DiscussionStore;
import dev.selvedge.domain.people.EntityStore;
import dev.selvedge.domain.people.UserStore;
import dev.selvedge.domain.projects.ProjectStore;
import dev.selvedge.domain.reports.ViewEditorStore;
import dev.selvedge.domain.reports.ViewStore;
import dev.selvedge.platform.Transactions;
import dev.selvedge.storage.contract.discussions.DiscussionsContract;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.TestBackend;
import dev.selvedge.storage.sql.people.SqlEntityStore;
import dev.selvedge.storage.sql.people.SqlUserStore;
import dev.selvedge.storage.sql.projects.SqlProjectStore;
import dev.selvedge.storage.sql.reports.SqlViewEditorStore;
import dev.selvedge.storage.sql.reports.SqlViewStore;

abstract class SqlDiscussionsTest extends DiscussionsContract {

    private final Database database;
    private final UserStore users;
    private final EntityStore entities;
    private final ProjectStore projects;

    SqlDiscussionsTest(TestBackend backend) {
        this.database = backend.open();
        this.users = new SqlUserStore(database);
        this.entities = new SqlEntityStore(database);
        this.projects = new SqlProjectStore(database);
    }

    @Override
    protected ViewStore views() {
        return new SqlViewStore(database);
    }

    @Override
    protected ViewEditorStore invitations() {
        return new SqlViewEditorStore(database);
    }

    @Override
    protected DiscussionStore store() {
        return new SqlDiscussionStore(database);
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
