package dev.selvedge.storage.sql.people;

import dev.selvedge.domain.people.EntityStore;
import dev.selvedge.domain.people.UserStore;
import dev.selvedge.storage.contract.people.PeopleStoreContract;
import dev.selvedge.storage.sql.Database;
import org.junit.jupiter.api.AfterEach;

class H2PeopleStoreTest extends PeopleStoreContract {

    private final Database database = Database.inMemory("people");
    private final UserStore users = new SqlUserStore(database);
    private final EntityStore entities = new SqlEntityStore(database);

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    protected UserStore users() {
        return users;
    }

    @Override
    protected EntityStore entities() {
        return entities;
    }
}
