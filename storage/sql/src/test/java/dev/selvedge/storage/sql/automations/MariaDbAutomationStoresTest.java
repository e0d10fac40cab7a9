package dev.selvedge.storage.sql.automations;

import dev.selvedge.storage.sql.TestBackend;

class MariaDbAutomationStoresTest extends SqlAutomationStoresTest {
    MariaDbAutomationStoresTest() {
        super(TestBackend.MARIADB);
    }
}
