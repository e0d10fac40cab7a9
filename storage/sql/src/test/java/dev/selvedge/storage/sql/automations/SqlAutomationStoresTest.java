package dev.selvedge.storage.sql.automations;

import dev.selvedge.domain.automations.AutomationStore;
import dev.selvedge.domain.automations.IntegrationStore;
import dev.selvedge.domain.automations.firing.FiringStore;
import dev.selvedge.domain.automations.secrets.SecretStore;
import dev.selvedge.storage.contract.automations.AutomationStoresContract;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.TestBackend;

abstract class SqlAutomationStoresTest extends AutomationStoresContract {

    private final Database database;

    SqlAutomationStoresTest(TestBackend backend) {
        this.database = backend.open();
    }

    @Override
    protected AutomationStore automations() {
        return new SqlAutomationStore(database);
    }

    @Override
    protected IntegrationStore integrations() {
        return new SqlIntegrationStore(database);
    }

    @Override
    protected SecretStore secrets() {
        return new SqlSecretStore(database);
    }

    @Override
    protected FiringStore firings() {
        return new SqlFiringStore(database);
    }
}
