package dev.selvedge.storage.sql.runs;

import dev.selvedge.domain.people.Entity;
import dev.selvedge.domain.people.NewEntity;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.NewProject;
import dev.selvedge.domain.projects.ProjectAbout;
import dev.selvedge.domain.projects.ProjectAccess;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.projects.ProjectStore;
import dev.selvedge.domain.runs.RunStore;
import dev.selvedge.platform.Transactions;
import dev.selvedge.storage.contract.runs.RunStoreContract;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.TestBackend;
import dev.selvedge.storage.sql.people.SqlEntityStore;
import dev.selvedge.storage.sql.projects.SqlProjectStore;
import java.time.Instant;

abstract class SqlRunStoreTest extends RunStoreContract {

    private final Database database;
    private final RunStore store;

    SqlRunStoreTest(TestBackend backend) {
        this.database = backend.open();
        this.store = new SqlRunStore(database);
    }

    @Override
    protected RunStore store() {
        return store;
    }

    @Override
    protected ProjectId projectDeletedAt(Instant at) {
        Entity team = new SqlEntityStore(database).insert(new NewEntity("team", Entity.Kind.TEAM, null, null, at));
        ProjectStore projects = new SqlProjectStore(database);
        ProjectId project = projects.insert(
                        new NewProject(team.id(), "p", ProjectAccess.PRIVATE, new UserId(1), ProjectAbout.NOTHING, at))
                .id();
        projects.delete(project, at);
        return project;
    }

    @Override
    protected Transactions transactions() {
        return database.transactions();
    }
}
