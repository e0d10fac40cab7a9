package dev.selvedge.storage.sql.people;

import dev.selvedge.storage.sql.TestBackend;

class MySqlPeopleStoreTest extends SqlPeopleStoreTest {
    MySqlPeopleStoreTest() {
        super(TestBackend.MYSQL);
    }
}
