package dev.selvedge.storage.sql.people;

import dev.selvedge.storage.sql.TestBackend;

class MariaDbPeopleStoreTest extends SqlPeopleStoreTest {
    MariaDbPeopleStoreTest() {
        super(TestBackend.MARIADB);
    }
}
