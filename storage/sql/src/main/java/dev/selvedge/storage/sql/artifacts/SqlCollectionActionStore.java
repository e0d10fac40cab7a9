package dev.selvedge.storage.sql.artifacts;

import static dev.selvedge.storage.sql.schema.Tables.ARTIFACT_ACTION;

import dev.selvedge.domain.artifacts.CollectionAction;
import dev.selvedge.domain.artifacts.CollectionActionStore;
import dev.selvedge.domain.artifacts.CollectionId;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.schema.tables.records.ArtifactActionRecord;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** {@link CollectionActionStore} on H2 and MySQL. */
public final class SqlCollectionActionStore implements CollectionActionStore {

    private final DSLContext sql;

    public SqlCollectionActionStore(Database database) {
        this.sql = database.sql();
    }

    @Override
    public void add(CollectionAction action) {
        sql.insertInto(ARTIFACT_ACTION)
                .set(ARTIFACT_ACTION.COLLECTION_ID, action.collection().value())
                .set(ARTIFACT_ACTION.KIND, action.kind().name())
                .set(ARTIFACT_ACTION.VERSION_INDEX, action.versionIndex())
                .set(ARTIFACT_ACTION.FROM_VERSION, action.fromVersionIndex())
                .set(ARTIFACT_ACTION.ALIAS, action.alias())
                .set(
                        ARTIFACT_ACTION.USER_ID,
                        action.user() == null ? null : action.user().value())
                .set(ARTIFACT_ACTION.CREATED_AT, action.at())
                .execute();
    }

    @Override
    public List<CollectionAction> newestFirst(
            CollectionId collection, OptionalInt version, Optional<Long> before, int limit) {
        return sql.selectFrom(ARTIFACT_ACTION)
                .where(of(collection, version))
                .and(before.map(ARTIFACT_ACTION.ID::lt).orElse(DSL.noCondition()))
                .orderBy(ARTIFACT_ACTION.ID.desc())
                .limit(limit)
                .fetch(SqlCollectionActionStore::action);
    }

    @Override
    public int count(CollectionId collection, OptionalInt version) {
        return sql.fetchCount(ARTIFACT_ACTION, of(collection, version));
    }

    private static Condition of(CollectionId collection, OptionalInt version) {
        Condition there = ARTIFACT_ACTION.COLLECTION_ID.eq(collection.value());
        return version.isEmpty()
                ? there
                : there.and(ARTIFACT_ACTION
                        .VERSION_INDEX
                        .eq(version.getAsInt())
                        .or(ARTIFACT_ACTION.FROM_VERSION.eq(version.getAsInt())));
    }

    private static CollectionAction action(ArtifactActionRecord row) {
        return new CollectionAction(
                row.getId(),
                new CollectionId(row.getCollectionId()),
                CollectionAction.Kind.valueOf(row.getKind()),
                row.getVersionIndex(),
                row.getFromVersion(),
                row.getAlias(),
                row.getUserId() == null ? null : new UserId(row.getUserId()),
                row.getCreatedAt());
    }
}
