package dev.selvedge.storage.sql.artifacts;

import dev.selvedge.domain.artifacts.CollectionActionStore;
import dev.selvedge.domain.artifacts.CollectionStore;
import dev.selvedge.domain.artifacts.ContentStore;
import dev.selvedge.domain.artifacts.ProtectedAliasStore;
import dev.selvedge.domain.artifacts.UsageStore;
import dev.selvedge.domain.artifacts.VersionStore;
import dev.selvedge.platform.Transactions;
import dev.selvedge.storage.contract.artifacts.ArtifactRemovalContract;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.TestBackend;

abstract class SqlArtifactRemovalTest extends ArtifactRemovalContract {

    private final Database database;

    SqlArtifactRemovalTest(TestBackend backend) {
        this.database = backend.open();
    }

    @Override
    protected CollectionStore collections() {
        return new SqlCollectionStore(database);
    }

    @Override
    protected VersionStore versions() {
        return new SqlVersionStore(database);
    }

    @Override
    protected ContentStore content() {
        return new SqlContentStore(database);
    }

    @Override
    protected UsageStore usage() {
        return new SqlUsageStore(database);
    }

    @Override
    protected ProtectedAliasStore guardedAliases() {
        return new SqlProtectedAliasStore(database);
    }

    @Override
    protected CollectionActionStore actions() {
        return new SqlCollectionActionStore(database);
    }

    @Override
    protected Transactions transactions() {
        return database.transactions();
    }
}
