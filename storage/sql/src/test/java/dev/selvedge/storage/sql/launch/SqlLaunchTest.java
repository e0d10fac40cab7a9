package dev.selvedge.storage.sql.launch;

import dev.selvedge.domain.launch.ItemStore;
import dev.selvedge.domain.launch.LaunchAgentStore;
import dev.selvedge.domain.launch.QueueStore;
import dev.selvedge.domain.people.EntityStore;
import dev.selvedge.domain.people.UserStore;
import dev.selvedge.domain.projects.ProjectStore;
import dev.selvedge.platform.Transactions;
import dev.selvedge.storage.contract.launch.LaunchContract;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.TestBackend;
import dev.selvedge.storage.sql.people.SqlEntityStore;
import dev.selvedge.storage.sql.people.SqlUserStore;
import dev.selvedge.storage.sql.projects.SqlProjectStore;

abstract class SqlLaunchTest extends LaunchContract {

    private final Database database;

    SqlLaunchTest(TestBackend backend) {
        this.database = backend.open();
    }

    @Override
    protected QueueStore queues() {
        return new SqlQueueStore(database);
    }

    @Override
    protected ItemStore items() {
        return new SqlItemStore(database);
    }

    @Override
    protected LaunchAgentStore agents() {
        return new SqlLaunchAgentStore(database);
    }

    @Override
    protected UserStore users() {
        return new SqlUserStore(database);
    }

    @Override
    protected EntityStore entities() {
        return new SqlEntityStore(database);
    }

    @Override
    protected ProjectStore projects() {
        return new SqlProjectStore(database);
    }

    @Override
    protected Transactions transactions() {
        return database.transactions();
    }
}
