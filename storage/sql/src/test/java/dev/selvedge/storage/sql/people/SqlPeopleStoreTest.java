package dev.selvedge.storage.sql.people;

import dev.selvedge.domain.people.Belongings;
import dev.selvedge.domain.people.EntityStore;
import dev.selvedge.domain.people.PresenceStore;
import dev.selvedge.domain.people.UserStore;
import dev.selvedge.domain.projects.ProjectStore;
import dev.selvedge.storage.contract.people.PeopleStoreContract;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.TestBackend;
import dev.selvedge.storage.sql.projects.SqlProjectStore;

abstract class SqlPeopleStoreTest extends PeopleStoreContract {

    private final Database database;
    private final UserStore users;
    private final EntityStore entities;

    SqlPeopleStoreTest(TestBackend backend) {
        this.database = backend.open();
        this.users = new SqlUserStore(database);
        this.entities = new SqlEntityStore(database);
    }

    @Override
    protected UserStore users() {
        return users;
    }

    @Override
    protected PresenceStore presence() {
        return new SqlPresenceStore(database);
    }

    @Override
    protected Belongings belongings() {
        return new SqlBelongings(database);
    }

    @Override
    protected ProjectStore projects() {
        return new SqlProjectStore(database);
    }

    @Override
    protected EntityStore entities() {
        return entities;
    }
}
