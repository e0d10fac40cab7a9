package dev.selvedge.storage.sql.automations;

import dev.selvedge.storage.sql.TestBackend;

class MySqlAutomationStoresTest extends SqlAutomationStoresTest {
    MySqlAutomationStoresTest() {
        super(TestBackend.MYSQL);
    }
}
