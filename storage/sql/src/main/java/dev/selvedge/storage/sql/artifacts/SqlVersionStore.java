package dev.selvedge.storage.sql.artifacts;

import static dev.selvedge.storage.sql.artifacts.ArtifactRows.numbers;
import static dev.selvedge.storage.sql.schema.Tables.ARTIFACT;
import static dev.selvedge.storage.sql.schema.Tables.ARTIFACT_ALIAS;
import static dev.selvedge.storage.sql.schema.Tables.ARTIFACT_MEMBERSHIP;
import static dev.selvedge.storage.sql.schema.Tables.ARTIFACT_TAG;
import static dev.selvedge.storage.sql.schema.Tables.PROJECT;
import static java.util.stream.Collectors.toMap;

import dev.selvedge.domain.artifacts.Alias;
import dev.selvedge.domain.artifacts.Artifact;
import dev.selvedge.domain.artifacts.ArtifactId;
import dev.selvedge.domain.artifacts.CollectionId;
import dev.selvedge.domain.artifacts.Membership;
import dev.selvedge.domain.artifacts.Tag;
import dev.selvedge.domain.artifacts.VersionStore;
import dev.selvedge.domain.objects.PlaceId;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.schema.tables.records.ArtifactAliasRecord;
import dev.selvedge.storage.sql.schema.tables.records.ArtifactRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** {@link VersionStore} on H2 and MySQL. */
public final class SqlVersionStore implements VersionStore {

    private static final String COMMITTED = Artifact.State.COMMITTED.name();
    private static final String PENDING = Artifact.State.PENDING.name();

    private static final Condition RESTORABLE = ARTIFACT.STATE
            .eq(Artifact.State.DELETED.name())
            .and(ARTIFACT.PURGED_AT.isNull())
            .and(ARTIFACT.VERSION_INDEX.isNotNull());

    private final DSLContext sql;

    public SqlVersionStore(Database database) {
        this.sql = database.sql();
    }

    @Override
    public ArtifactId insert(Draft draft, Instant now) {
        ArtifactRecord row = new ArtifactRecord();
        row.setProjectId(draft.project().value());
        row.setCollectionId(draft.sequence().value());
        row.setState(PENDING);
        row.setDigest(draft.digest());
        row.setDigestAlgorithm(draft.digestAlgorithm().name());
        row.setDescription(draft.description());
        row.setMetadata(draft.metadata());
        row.setHistoryStep(draft.historyStep());
        row.setTtlSeconds(ArtifactRows.ttlSeconds(draft.ttl()));
        row.setExpiresAt(ArtifactRows.expiry(draft.ttl(), now));
        row.setDistributedId(draft.distributedId());
        row.setPendingAliases(String.join("\n", draft.pendingAliases()));
        row.setRunId(draft.run() == null ? null : draft.run().value());
        row.setUserId(draft.user() == null ? null : draft.user().value());
        row.setPlaceId(draft.place().map(PlaceId::value).orElse(null));
        row.setCreatedAt(now);
        row.setUpdatedAt(now);
        return new ArtifactId(sql.insertInto(ARTIFACT)
                .set(row)
                .returning(ARTIFACT.ID)
                .fetchOne()
                .getId());
    }

    @Override
    public Map<ArtifactId, Artifact> get(Collection<ArtifactId> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return sql.selectFrom(ARTIFACT).where(ARTIFACT.ID.in(numbers(ids))).fetch(ArtifactRows::artifact).stream()
                .collect(toMap(Artifact::id, Function.identity()));
    }

    @Override
    public Optional<Artifact> lock(ArtifactId id) {
        return sql.selectFrom(ARTIFACT)
                .where(ARTIFACT.ID.eq(id.value()))
                .forUpdate()
                .fetchOptional(ArtifactRows::artifact);
    }

    @Override
    public Optional<ArtifactId> findCommitted(CollectionId sequence, String digest) {
        return newest(ARTIFACT.COLLECTION_ID
                .eq(sequence.value())
                .and(ARTIFACT.DIGEST.eq(digest))
                .and(ARTIFACT.STATE.eq(COMMITTED)));
    }

    @Override
    public Optional<ArtifactId> findPendingDistributed(CollectionId sequence, String distributedId) {
        return newest(ARTIFACT.COLLECTION_ID
                .eq(sequence.value())
                .and(ARTIFACT.DISTRIBUTED_ID.eq(distributedId))
                .and(ARTIFACT.STATE.eq(PENDING)));
    }

    private Optional<ArtifactId> newest(Condition where) {
        return sql.select(ARTIFACT.ID)
                .from(ARTIFACT)
                .where(where)
                .orderBy(ARTIFACT.ID.desc())
                .limit(1)
                .fetchOptional(row -> new ArtifactId(row.value1()));
    }

    @Override
    public List<String> pendingAliases(ArtifactId id) {
        String text = sql.select(ARTIFACT.PENDING_ALIASES)
                .from(ARTIFACT)
                .where(ARTIFACT.ID.eq(id.value()))
                .fetchSingle()
                .value1();
        return text == null || text.isEmpty() ? List.of() : List.of(text.split("\n"));
    }

    @Override
    public boolean commit(ArtifactId id, int versionIndex, Content content, Instant now) {
        return sql.update(ARTIFACT)
                        .set(ARTIFACT.STATE, COMMITTED)
                        .set(ARTIFACT.VERSION_INDEX, versionIndex)
                        .set(ARTIFACT.DIGEST, content.digest())
                        .set(ARTIFACT.SIZE, content.size())
                        .set(ARTIFACT.FILE_COUNT, content.fileCount())
                        .set(ARTIFACT.STORAGE_BYTES, content.storageBytes())
                        .set(ARTIFACT.UPDATED_AT, now)
                        .where(ARTIFACT.ID.eq(id.value()), ARTIFACT.STATE.eq(PENDING))
                        .execute()
                == 1;
    }

    @Override
    public void update(ArtifactId id, String description, String metadata, Instant now) {
        ArtifactRecord changed = new ArtifactRecord();
        changed.setUpdatedAt(now);
        if (description != null) {
            changed.setDescription(description);
        }
        if (metadata != null) {
            changed.setMetadata(metadata);
        }
        sql.update(ARTIFACT).set(changed).where(ARTIFACT.ID.eq(id.value())).execute();
    }

    @Override
    public void setTtl(ArtifactId id, Artifact.Ttl ttl, Instant now) {
        Instant created = sql.select(ARTIFACT.CREATED_AT)
                .from(ARTIFACT)
                .where(ARTIFACT.ID.eq(id.value()))
                .fetchSingle()
                .value1();
        sql.update(ARTIFACT)
                .set(ARTIFACT.TTL_SECONDS, ArtifactRows.ttlSeconds(ttl))
                .set(ARTIFACT.EXPIRES_AT, ArtifactRows.expiry(ttl, created))
                .set(ARTIFACT.UPDATED_AT, now)
                .where(ARTIFACT.ID.eq(id.value()))
                .execute();
    }

    @Override
    public void markDeleted(ArtifactId id, Instant now) {
        markDeleted(ARTIFACT.ID.eq(id.value()), now);
    }

    @Override
    public boolean abandon(ArtifactId draft, Instant untouchedSince, Instant now) {
        return markDeleted(ARTIFACT.ID.eq(draft.value()).and(untouched(untouchedSince)), now);
    }

    private boolean markDeleted(Condition which, Instant now) {
        return sql.update(ARTIFACT)
                        .set(ARTIFACT.STATE, Artifact.State.DELETED.name())
                        .set(ARTIFACT.DELETED_AT, now)
                        .set(ARTIFACT.UPDATED_AT, now)
                        .where(which)
                        .execute()
                == 1;
    }

    @Override
    public void touch(ArtifactId draft, Instant now) {
        sql.update(ARTIFACT)
                .set(ARTIFACT.UPDATED_AT, now)
                .where(ARTIFACT.ID.eq(draft.value()), ARTIFACT.STATE.eq(PENDING))
                .execute();
    }

    @Override
    public void keepAliases(ArtifactId id, List<String> aliases) {
        sql.update(ARTIFACT)
                .set(ARTIFACT.PENDING_ALIASES, String.join("\n", aliases))
                .where(ARTIFACT.ID.eq(id.value()))
                .execute();
    }

    @Override
    public boolean restore(ArtifactId id, Instant now) {
        return sql.update(ARTIFACT)
                        .set(ARTIFACT.STATE, COMMITTED)
                        .setNull(ARTIFACT.DELETED_AT)
                        .set(ARTIFACT.UPDATED_AT, now)
                        .where(ARTIFACT.ID.eq(id.value()), RESTORABLE)
                        .execute()
                == 1;
    }

    @Override
    public List<Deleted> deleted(ProjectId project, Optional<ArtifactId> before, int limit) {
        return sql.selectFrom(ARTIFACT)
                .where(ARTIFACT.PROJECT_ID.eq(project.value()), RESTORABLE)
                .and(before.map(id -> ARTIFACT.ID.lt(id.value())).orElse(DSL.noCondition()))
                .orderBy(ARTIFACT.ID.desc())
                .limit(limit)
                .fetch(row -> new Deleted(ArtifactRows.artifact(row), row.getDeletedAt()));
    }

    @Override
    public Membership addMembership(CollectionId collection, ArtifactId artifact, int versionIndex, Instant now) {
        sql.insertInto(ARTIFACT_MEMBERSHIP)
                .set(ARTIFACT_MEMBERSHIP.COLLECTION_ID, collection.value())
                .set(ARTIFACT_MEMBERSHIP.ARTIFACT_ID, artifact.value())
                .set(ARTIFACT_MEMBERSHIP.VERSION_INDEX, versionIndex)
                .set(ARTIFACT_MEMBERSHIP.CREATED_AT, now)
                .execute();
        return byIndex(collection, versionIndex).orElseThrow();
    }

    @Override
    public void removeMembership(long id) {
        sql.deleteFrom(ARTIFACT_MEMBERSHIP).where(ARTIFACT_MEMBERSHIP.ID.eq(id)).execute();
    }

    @Override
    public Optional<Membership> byIndex(CollectionId collection, int versionIndex) {
        return membership(ARTIFACT_MEMBERSHIP
                .COLLECTION_ID
                .eq(collection.value())
                .and(ARTIFACT_MEMBERSHIP.VERSION_INDEX.eq(versionIndex)));
    }

    @Override
    public Optional<Membership> byAlias(CollectionId collection, String alias) {
        return sql.select(ARTIFACT_MEMBERSHIP.fields())
                .from(ARTIFACT_ALIAS)
                .join(ARTIFACT_MEMBERSHIP)
                .on(
                        ARTIFACT_MEMBERSHIP.COLLECTION_ID.eq(ARTIFACT_ALIAS.COLLECTION_ID),
                        ARTIFACT_MEMBERSHIP.ARTIFACT_ID.eq(ARTIFACT_ALIAS.ARTIFACT_ID))
                .where(ARTIFACT_ALIAS.COLLECTION_ID.eq(collection.value()), ARTIFACT_ALIAS.ALIAS.eq(alias))
                .fetchOptional(row -> ArtifactRows.membership(row.into(ARTIFACT_MEMBERSHIP)));
    }

    @Override
    public Optional<Membership> byArtifact(CollectionId collection, ArtifactId artifact) {
        return membership(ARTIFACT_MEMBERSHIP
                .COLLECTION_ID
                .eq(collection.value())
                .and(ARTIFACT_MEMBERSHIP.ARTIFACT_ID.eq(artifact.value())));
    }

    private Optional<Membership> membership(Condition where) {
        return sql.selectFrom(ARTIFACT_MEMBERSHIP).where(where).fetchOptional(ArtifactRows::membership);
    }

    @Override
    public Map<Long, Membership> memberships(Collection<Long> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return sql
                .selectFrom(ARTIFACT_MEMBERSHIP)
                .where(ARTIFACT_MEMBERSHIP.ID.in(ids))
                .fetch(ArtifactRows::membership)
                .stream()
                .collect(toMap(Membership::id, Function.identity()));
    }

    @Override
    public Map<ArtifactId, List<Membership>> membershipsOf(Collection<ArtifactId> artifacts) {
        if (artifacts.isEmpty()) {
            return Map.of();
        }
        // a version stands in its own sequence before it can be linked anywhere, so its row there is the oldest
        return sql.selectFrom(ARTIFACT_MEMBERSHIP)
                .where(ARTIFACT_MEMBERSHIP.ARTIFACT_ID.in(numbers(artifacts)))
                .orderBy(ARTIFACT_MEMBERSHIP.ID)
                .fetchGroups(row -> new ArtifactId(row.getArtifactId()), ArtifactRows::membership);
    }

    @Override
    public List<Membership> newestFirst(CollectionId collection, Optional<Integer> before, int limit) {
        return sql.selectFrom(ARTIFACT_MEMBERSHIP)
                .where(ARTIFACT_MEMBERSHIP.COLLECTION_ID.eq(collection.value()))
                .and(before.map(ARTIFACT_MEMBERSHIP.VERSION_INDEX::lt).orElse(DSL.noCondition()))
                .orderBy(ARTIFACT_MEMBERSHIP.VERSION_INDEX.desc())
                .limit(limit)
                .fetch(ArtifactRows::membership);
    }

    @Override
    public List<Membership> oldestFirst(CollectionId collection, Optional<Integer> after, int limit) {
        return sql.selectFrom(ARTIFACT_MEMBERSHIP)
                .where(ARTIFACT_MEMBERSHIP.COLLECTION_ID.eq(collection.value()))
                .and(after.map(ARTIFACT_MEMBERSHIP.VERSION_INDEX::gt).orElse(DSL.noCondition()))
                .orderBy(ARTIFACT_MEMBERSHIP.VERSION_INDEX)
                .limit(limit)
                .fetch(ArtifactRows::membership);
    }

    @Override
    public int countMemberships(CollectionId collection) {
        return sql.fetchCount(ARTIFACT_MEMBERSHIP, ARTIFACT_MEMBERSHIP.COLLECTION_ID.eq(collection.value()));
    }

    @Override
    public Map<ArtifactId, List<Alias>> aliasesOf(Collection<ArtifactId> artifacts) {
        if (artifacts.isEmpty()) {
            return Map.of();
        }
        return sql.selectFrom(ARTIFACT_ALIAS)
                .where(ARTIFACT_ALIAS.ARTIFACT_ID.in(numbers(artifacts)))
                .orderBy(ARTIFACT_ALIAS.ID)
                .fetchGroups(row -> new ArtifactId(row.getArtifactId()), SqlVersionStore::alias);
    }

    @Override
    public List<Alias> aliases(CollectionId collection, Optional<Long> after, int limit) {
        return sql.selectFrom(ARTIFACT_ALIAS)
                .where(ARTIFACT_ALIAS.COLLECTION_ID.eq(collection.value()))
                .and(after.map(ARTIFACT_ALIAS.ID::gt).orElse(DSL.noCondition()))
                .orderBy(ARTIFACT_ALIAS.ID)
                .limit(limit)
                .fetch(SqlVersionStore::alias);
    }

    private static Alias alias(ArtifactAliasRecord row) {
        return new Alias(
                row.getId(),
                new CollectionId(row.getCollectionId()),
                new ArtifactId(row.getArtifactId()),
                row.getAlias());
    }

    @Override
    public void setAlias(CollectionId collection, String alias, ArtifactId artifact, Instant now) {
        sql.insertInto(ARTIFACT_ALIAS)
                .set(ARTIFACT_ALIAS.COLLECTION_ID, collection.value())
                .set(ARTIFACT_ALIAS.ALIAS, alias)
                .set(ARTIFACT_ALIAS.ARTIFACT_ID, artifact.value())
                .set(ARTIFACT_ALIAS.CREATED_AT, now)
                .onDuplicateKeyIgnore()
                .execute();
        sql.update(ARTIFACT_ALIAS)
                .set(ARTIFACT_ALIAS.ARTIFACT_ID, artifact.value())
                .where(ARTIFACT_ALIAS.COLLECTION_ID.eq(collection.value()), ARTIFACT_ALIAS.ALIAS.eq(alias))
                .execute();
    }

    @Override
    public void removeAlias(CollectionId collection, String alias, ArtifactId artifact) {
        sql.deleteFrom(ARTIFACT_ALIAS)
                .where(
                        ARTIFACT_ALIAS.COLLECTION_ID.eq(collection.value()),
                        ARTIFACT_ALIAS.ALIAS.eq(alias),
                        ARTIFACT_ALIAS.ARTIFACT_ID.eq(artifact.value()))
                .execute();
    }

    @Override
    public void removeAliases(CollectionId collection, ArtifactId artifact) {
        sql.deleteFrom(ARTIFACT_ALIAS)
                .where(
                        ARTIFACT_ALIAS.COLLECTION_ID.eq(collection.value()),
                        ARTIFACT_ALIAS.ARTIFACT_ID.eq(artifact.value()))
                .execute();
    }

    @Override
    public Map<ArtifactId, List<Tag>> tags(Collection<ArtifactId> artifacts) {
        if (artifacts.isEmpty()) {
            return Map.of();
        }
        return sql.selectFrom(ARTIFACT_TAG)
                .where(ARTIFACT_TAG.ARTIFACT_ID.in(numbers(artifacts)))
                .orderBy(ARTIFACT_TAG.ID)
                .fetchGroups(row -> new ArtifactId(row.getArtifactId()), row -> new Tag(row.getId(), row.getName()));
    }

    @Override
    public void addTags(ArtifactId artifact, Collection<String> tags, Instant now) {
        Set.copyOf(tags)
                .forEach(tag -> sql.insertInto(ARTIFACT_TAG)
                        .set(ARTIFACT_TAG.ARTIFACT_ID, artifact.value())
                        .set(ARTIFACT_TAG.NAME, tag)
                        .set(ARTIFACT_TAG.CREATED_AT, now)
                        .onDuplicateKeyIgnore()
                        .execute());
    }

    @Override
    public void removeTags(ArtifactId artifact, Collection<String> tags) {
        if (!tags.isEmpty()) {
            sql.deleteFrom(ARTIFACT_TAG)
                    .where(ARTIFACT_TAG.ARTIFACT_ID.eq(artifact.value()), ARTIFACT_TAG.NAME.in(tags))
                    .execute();
        }
    }

    @Override
    public List<Artifact> withContent(ArtifactId after, int limit) {
        return sql.selectFrom(ARTIFACT)
                .where(ARTIFACT.ID.gt(after.value()), ARTIFACT.VERSION_INDEX.isNotNull(), ARTIFACT.PURGED_AT.isNull())
                .orderBy(ARTIFACT.ID)
                .limit(limit)
                .fetch(ArtifactRows::artifact);
    }

    @Override
    public List<ArtifactId> expired(Instant now, ArtifactId after, int limit) {
        return ids(
                ARTIFACT.EXPIRES_AT.le(now).and(ARTIFACT.STATE.eq(COMMITTED)).and(ARTIFACT.ID.gt(after.value())),
                limit);
    }

    @Override
    public List<ArtifactId> agedOut(Collection<ProjectId> projects, Instant madeBefore, ArtifactId after, int limit) {
        return ids(
                ARTIFACT.PROJECT_ID
                        .in(projects.stream().map(ProjectId::value).toList())
                        .and(ARTIFACT.STATE.eq(COMMITTED))
                        .and(ARTIFACT.TTL_SECONDS.isNull())
                        .and(ARTIFACT.CREATED_AT.lt(madeBefore))
                        .and(ARTIFACT.ID.gt(after.value())),
                limit);
    }

    @Override
    public List<ArtifactId> ofDeletedProjects(Instant deletedBefore, ArtifactId after, int limit) {
        return sql.select(ARTIFACT.ID)
                .from(ARTIFACT)
                .join(PROJECT)
                .on(PROJECT.ID.eq(ARTIFACT.PROJECT_ID))
                .where(
                        PROJECT.DELETED_AT.lt(deletedBefore),
                        ARTIFACT.STATE.eq(COMMITTED),
                        ARTIFACT.ID.gt(after.value()))
                .orderBy(ARTIFACT.ID)
                .limit(limit)
                .fetch(row -> new ArtifactId(row.value1()));
    }

    @Override
    public List<ArtifactId> abandoned(Instant before, int limit) {
        return ids(untouched(before), limit);
    }

    /** The first condition says nothing new: it is the one that an index knows. */
    private static Condition untouched(Instant since) {
        return ARTIFACT.CREATED_AT.lt(since).and(ARTIFACT.STATE.eq(PENDING)).and(ARTIFACT.UPDATED_AT.lt(since));
    }

    private List<ArtifactId> ids(Condition where, int limit) {
        return sql.select(ARTIFACT.ID)
                .from(ARTIFACT)
                .where(where)
                .orderBy(ARTIFACT.ID)
                .limit(limit)
                .fetch(row -> new ArtifactId(row.value1()));
    }
}
