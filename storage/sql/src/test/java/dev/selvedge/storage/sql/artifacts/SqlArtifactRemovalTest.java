package dev.selvedge.storage.sql.artifacts;

import static dev.selvedge.storage.sql.schema.Tables.PROJECT;

import dev.selvedge.domain.artifacts.CollectionActionStore;
import dev.selvedge.domain.artifacts.CollectionStore;
import dev.selvedge.domain.artifacts.ContentStore;
import dev.selvedge.domain.artifacts.ProtectedAliasStore;
import dev.selvedge.domain.artifacts.UsageStore;
import dev.selvedge.domain.artifacts.VersionStore;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.platform.Transactions;
import dev.selvedge.storage.contract.artifacts.ArtifactRemovalContract;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.TestBackend;
import java.time.Instant;

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
    protected void deleteProject(ProjectId id, Instant at) {
        database.sql()
                .insertInto(PROJECT)
                .set(PROJECT.ID, id.value())
                .set(PROJECT.ENTITY_ID, 1L)
                .set(PROJECT.NAME, "vision")
                .set(PROJECT.ACCESS, "PRIVATE")
                .set(PROJECT.CREATED_AT, at)
                .set(PROJECT.UPDATED_AT, at)
                .set(PROJECT.LAST_ACTIVE_AT, at)
                .set(PROJECT.DELETED_AT, at)
                .execute();
    }

    @Override
    protected Transactions transactions() {
        return database.transactions();
    }
}
