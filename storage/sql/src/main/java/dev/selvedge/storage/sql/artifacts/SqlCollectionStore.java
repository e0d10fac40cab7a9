package dev.selvedge.storage.sql.artifacts;

import static dev.selvedge.storage.sql.schema.Tables.ARTIFACT_COLLECTION;
import static dev.selvedge.storage.sql.schema.Tables.ARTIFACT_COLLECTION_TAG;
import static dev.selvedge.storage.sql.schema.Tables.ARTIFACT_TYPE;
import static java.util.stream.Collectors.toMap;

import dev.selvedge.domain.artifacts.ArtifactCollection;
import dev.selvedge.domain.artifacts.ArtifactType;
import dev.selvedge.domain.artifacts.ArtifactTypeId;
import dev.selvedge.domain.artifacts.CollectionId;
import dev.selvedge.domain.artifacts.CollectionStore;
import dev.selvedge.domain.artifacts.Tag;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.platform.Fault;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.schema.tables.records.ArtifactCollectionRecord;
import dev.selvedge.storage.sql.schema.tables.records.ArtifactTypeRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DSL;

/** {@link CollectionStore} on H2 and MySQL. */
public final class SqlCollectionStore implements CollectionStore {

    private final DSLContext sql;

    public SqlCollectionStore(Database database) {
        this.sql = database.sql();
    }

    @Override
    public List<ArtifactType> listTypes(ProjectId project, Optional<ArtifactTypeId> after, int limit) {
        return sql.selectFrom(ARTIFACT_TYPE)
                .where(ARTIFACT_TYPE.PROJECT_ID.eq(project.value()))
                .and(after.map(id -> ARTIFACT_TYPE.ID.gt(id.value())).orElse(DSL.noCondition()))
                .orderBy(ARTIFACT_TYPE.ID)
                .limit(limit)
                .fetch(SqlCollectionStore::type);
    }

    @Override
    public Optional<ArtifactType> findType(ProjectId project, String name) {
        return sql.selectFrom(ARTIFACT_TYPE)
                .where(ARTIFACT_TYPE.PROJECT_ID.eq(project.value()), ARTIFACT_TYPE.NAME.eq(name))
                .fetchOptional(SqlCollectionStore::type);
    }

    @Override
    public Map<ArtifactTypeId, ArtifactType> types(Collection<ArtifactTypeId> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return sql
                .selectFrom(ARTIFACT_TYPE)
                .where(ARTIFACT_TYPE.ID.in(
                        ids.stream().map(ArtifactTypeId::value).toList()))
                .fetch(SqlCollectionStore::type)
                .stream()
                .collect(toMap(ArtifactType::id, Function.identity()));
    }

    @Override
    public ArtifactType ensureType(ProjectId project, String name, String description, Instant now) {
        Optional<ArtifactType> there = findType(project, name);
        if (there.isPresent()) {
            return there.get();
        }
        try {
            sql.insertInto(ARTIFACT_TYPE)
                    .set(ARTIFACT_TYPE.PROJECT_ID, project.value())
                    .set(ARTIFACT_TYPE.NAME, name)
                    .set(ARTIFACT_TYPE.DESCRIPTION, description)
                    .set(ARTIFACT_TYPE.CREATED_AT, now)
                    .execute();
        } catch (IntegrityConstraintViolationException madeMeanwhile) {
            // the one that is there now will do
        }
        return findType(project, name).orElseThrow();
    }

    @Override
    public Optional<ArtifactCollection> find(ProjectId project, String name) {
        return sql.selectFrom(ARTIFACT_COLLECTION)
                .where(
                        ARTIFACT_COLLECTION.PROJECT_ID.eq(project.value()),
                        ARTIFACT_COLLECTION.NAME.eq(name),
                        ARTIFACT_COLLECTION.ALIVE.isTrue())
                .fetchOptional(SqlCollectionStore::collection);
    }

    @Override
    public Map<CollectionId, ArtifactCollection> get(Collection<CollectionId> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return sql
                .selectFrom(ARTIFACT_COLLECTION)
                .where(ARTIFACT_COLLECTION.ID.in(
                        ids.stream().map(CollectionId::value).toList()))
                .fetch(SqlCollectionStore::collection)
                .stream()
                .collect(toMap(ArtifactCollection::id, Function.identity()));
    }

    @Override
    public ArtifactCollection insert(
            ProjectId project,
            ArtifactTypeId type,
            ArtifactCollection.Kind kind,
            String name,
            String description,
            UserId by,
            Instant now) {
        long id = taken(
                name,
                () -> sql.insertInto(ARTIFACT_COLLECTION)
                        .set(ARTIFACT_COLLECTION.PROJECT_ID, project.value())
                        .set(ARTIFACT_COLLECTION.TYPE_ID, type.value())
                        .set(ARTIFACT_COLLECTION.KIND, kind.name())
                        .set(ARTIFACT_COLLECTION.NAME, name)
                        .set(ARTIFACT_COLLECTION.DESCRIPTION, description)
                        .set(ARTIFACT_COLLECTION.CREATED_BY, by.value())
                        .set(ARTIFACT_COLLECTION.CREATED_AT, now)
                        .set(ARTIFACT_COLLECTION.UPDATED_AT, now)
                        .returning(ARTIFACT_COLLECTION.ID)
                        .fetchOne()
                        .getId());
        return get(List.of(new CollectionId(id))).get(new CollectionId(id));
    }

    @Override
    public void lock(CollectionId id) {
        sql.select(ARTIFACT_COLLECTION.ID)
                .from(ARTIFACT_COLLECTION)
                .where(ARTIFACT_COLLECTION.ID.eq(id.value()))
                .forUpdate()
                .fetch();
    }

    @Override
    public int takeVersionIndex(CollectionId id) {
        sql.update(ARTIFACT_COLLECTION)
                .set(ARTIFACT_COLLECTION.NEXT_VERSION, ARTIFACT_COLLECTION.NEXT_VERSION.plus(1))
                .where(ARTIFACT_COLLECTION.ID.eq(id.value()))
                .execute();
        return sql.select(ARTIFACT_COLLECTION.NEXT_VERSION)
                        .from(ARTIFACT_COLLECTION)
                        .where(ARTIFACT_COLLECTION.ID.eq(id.value()))
                        .fetchSingle()
                        .value1()
                - 1;
    }

    @Override
    public void update(CollectionId id, String name, String description, ArtifactTypeId type, Instant now) {
        ArtifactCollectionRecord changed = new ArtifactCollectionRecord();
        changed.setUpdatedAt(now);
        if (name != null) {
            changed.setName(name);
        }
        if (description != null) {
            changed.setDescription(description);
        }
        if (type != null) {
            changed.setTypeId(type.value());
        }
        taken(
                name,
                () -> sql.update(ARTIFACT_COLLECTION)
                        .set(changed)
                        .where(ARTIFACT_COLLECTION.ID.eq(id.value()))
                        .execute());
    }

    private static <T> T taken(String name, java.util.function.Supplier<T> write) {
        try {
            return write.get();
        } catch (IntegrityConstraintViolationException e) {
            throw new Fault(Fault.Code.CONFLICT, "There is an artifact collection named " + name + " already", e);
        }
    }

    @Override
    public void markDeleted(CollectionId id, Instant now) {
        sql.update(ARTIFACT_COLLECTION)
                .setNull(ARTIFACT_COLLECTION.ALIVE)
                .set(ARTIFACT_COLLECTION.UPDATED_AT, now)
                .where(ARTIFACT_COLLECTION.ID.eq(id.value()))
                .execute();
    }

    @Override
    public void revive(CollectionId id, Instant now) {
        String name = get(List.of(id)).get(id).name();
        taken(
                name,
                () -> sql.update(ARTIFACT_COLLECTION)
                        .set(ARTIFACT_COLLECTION.ALIVE, true)
                        .set(ARTIFACT_COLLECTION.UPDATED_AT, now)
                        .where(ARTIFACT_COLLECTION.ID.eq(id.value()))
                        .execute());
    }

    @Override
    public List<ArtifactCollection> list(
            Collection<ProjectId> projects,
            ArtifactTypeId type,
            Collection<ArtifactCollection.Kind> kinds,
            Optional<CollectionId> after,
            int limit) {
        if (projects.isEmpty()) {
            return List.of();
        }
        Condition where = ARTIFACT_COLLECTION
                .PROJECT_ID
                .in(projects.stream().map(ProjectId::value).toList())
                .and(ARTIFACT_COLLECTION.ALIVE.isTrue());
        if (type != null) {
            where = where.and(ARTIFACT_COLLECTION.TYPE_ID.eq(type.value()));
        }
        if (!kinds.isEmpty()) {
            where = where.and(ARTIFACT_COLLECTION.KIND.in(
                    kinds.stream().map(ArtifactCollection.Kind::name).toList()));
        }
        return sql.selectFrom(ARTIFACT_COLLECTION)
                .where(where)
                .and(after.map(id -> ARTIFACT_COLLECTION.ID.gt(id.value())).orElse(DSL.noCondition()))
                .orderBy(ARTIFACT_COLLECTION.ID)
                .limit(limit)
                .fetch(SqlCollectionStore::collection);
    }

    @Override
    public Map<CollectionId, List<Tag>> tags(Collection<CollectionId> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return sql.selectFrom(ARTIFACT_COLLECTION_TAG)
                .where(ARTIFACT_COLLECTION_TAG.COLLECTION_ID.in(
                        ids.stream().map(CollectionId::value).toList()))
                .orderBy(ARTIFACT_COLLECTION_TAG.ID)
                .fetchGroups(
                        row -> new CollectionId(row.getCollectionId()), row -> new Tag(row.getId(), row.getName()));
    }

    @Override
    public List<Tag> addTags(CollectionId id, Collection<String> tags, Instant now) {
        tags.forEach(tag -> sql.insertInto(ARTIFACT_COLLECTION_TAG)
                .set(ARTIFACT_COLLECTION_TAG.COLLECTION_ID, id.value())
                .set(ARTIFACT_COLLECTION_TAG.NAME, tag)
                .set(ARTIFACT_COLLECTION_TAG.CREATED_AT, now)
                .onDuplicateKeyIgnore()
                .execute());
        return tags(List.of(id)).getOrDefault(id, List.of()).stream()
                .filter(tag -> tags.contains(tag.name()))
                .toList();
    }

    @Override
    public void removeTags(CollectionId id, Collection<String> tags) {
        sql.deleteFrom(ARTIFACT_COLLECTION_TAG)
                .where(ARTIFACT_COLLECTION_TAG.COLLECTION_ID.eq(id.value()), ARTIFACT_COLLECTION_TAG.NAME.in(tags))
                .execute();
    }

    private static ArtifactType type(ArtifactTypeRecord row) {
        return new ArtifactType(
                new ArtifactTypeId(row.getId()),
                new ProjectId(row.getProjectId()),
                row.getName(),
                row.getDescription(),
                row.getCreatedAt());
    }

    private static ArtifactCollection collection(ArtifactCollectionRecord row) {
        return new ArtifactCollection(
                new CollectionId(row.getId()),
                new ProjectId(row.getProjectId()),
                new ArtifactTypeId(row.getTypeId()),
                ArtifactCollection.Kind.valueOf(row.getKind()),
                row.getName(),
                row.getDescription(),
                row.getAlive() == null,
                row.getCreatedAt(),
                row.getUpdatedAt());
    }
}
