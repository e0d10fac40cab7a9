package dev.selvedge.storage.sql.automations;

import dev.selvedge.storage.sql.TestBackend;

class H2AutomationStoresTest extends SqlAutomationStoresTest {
    H2AutomationStoresTest() {
        super(TestBackend.H2);
    }
}
