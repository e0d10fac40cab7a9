package dev.selvedge.storage.sql.people;

import dev.selvedge.storage.sql.TestBackend;

class H2PeopleStoreTest extends SqlPeopleStoreTest {
    H2PeopleStoreTest() {
        super(TestBackend.H2);
    }
}
