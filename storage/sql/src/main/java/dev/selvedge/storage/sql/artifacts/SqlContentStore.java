package dev.selvedge.storage.sql.artifacts;

import static dev.selvedge.storage.sql.artifacts.ArtifactRows.numbers;
import static dev.selvedge.storage.sql.schema.Tables.ARTIFACT;
import static dev.selvedge.storage.sql.schema.Tables.ARTIFACT_BIRTH;
import static dev.selvedge.storage.sql.schema.Tables.ARTIFACT_BLOB;
import static dev.selvedge.storage.sql.schema.Tables.ARTIFACT_DISCARDED;
import static dev.selvedge.storage.sql.schema.Tables.ARTIFACT_MANIFEST;

import dev.selvedge.domain.artifacts.Artifact;
import dev.selvedge.domain.artifacts.ArtifactId;
import dev.selvedge.domain.artifacts.ContentStore;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.storage.sql.Among;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.schema.tables.records.ArtifactBlobRecord;
import dev.selvedge.storage.sql.schema.tables.records.ArtifactManifestRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.jooq.Query;

/** {@link ContentStore} on H2 and MySQL. */
public final class SqlContentStore implements ContentStore {

    /** Versions may hold 100,000 files; a statement holds this many of their digests. */
    private static final int BATCH = 1_000;

    private final DSLContext sql;

    public SqlContentStore(Database database) {
        this.sql = database.sql();
    }

    @Override
    public long insertManifest(
            ArtifactId artifact, String name, ManifestKind kind, ArtifactId base, String digest, Instant now) {
        return sql.insertInto(ARTIFACT_MANIFEST)
                .set(ARTIFACT_MANIFEST.ARTIFACT_ID, artifact.value())
                .set(ARTIFACT_MANIFEST.NAME, name)
                .set(ARTIFACT_MANIFEST.KIND, kind.name())
                .set(ARTIFACT_MANIFEST.BASE_ARTIFACT_ID, base == null ? null : base.value())
                .set(ARTIFACT_MANIFEST.DIGEST, digest == null ? "" : digest)
                .set(ARTIFACT_MANIFEST.CREATED_AT, now)
                .returning(ARTIFACT_MANIFEST.ID)
                .fetchOne()
                .getId();
    }

    @Override
    public void updateManifest(long id, String digest, ArtifactId base) {
        ArtifactManifestRecord changed = new ArtifactManifestRecord();
        if (digest != null) {
            changed.setDigest(digest);
        }
        if (base != null) {
            changed.setBaseArtifactId(base.value());
        }
        if (changed.changed()) {
            sql.update(ARTIFACT_MANIFEST)
                    .set(changed)
                    .where(ARTIFACT_MANIFEST.ID.eq(id))
                    .execute();
        }
    }

    @Override
    public Optional<ManifestRow> manifest(long id) {
        return sql.selectFrom(ARTIFACT_MANIFEST)
                .where(ARTIFACT_MANIFEST.ID.eq(id))
                .fetchOptional(SqlContentStore::manifest);
    }

    @Override
    public List<ManifestRow> manifests(ArtifactId artifact) {
        return sql.selectFrom(ARTIFACT_MANIFEST)
                .where(ARTIFACT_MANIFEST.ARTIFACT_ID.eq(artifact.value()))
                .orderBy(ARTIFACT_MANIFEST.ID)
                .fetch(SqlContentStore::manifest);
    }

    private static ManifestRow manifest(ArtifactManifestRecord row) {
        return new ManifestRow(
                row.getId(),
                new ArtifactId(row.getArtifactId()),
                ManifestKind.valueOf(row.getKind()),
                row.getBaseArtifactId() == null ? null : new ArtifactId(row.getBaseArtifactId()),
                row.getDigest());
    }

    @Override
    public void addBlobs(ProjectId project, Collection<Blob> blobs, Instant now) {
        List<ArtifactBlobRecord> rows = blobs.stream()
                .map(blob -> {
                    ArtifactBlobRecord row = new ArtifactBlobRecord();
                    row.setBirthArtifactId(blob.birth().value());
                    row.setDigest(blob.name());
                    row.setProjectId(project.value());
                    row.setSize(blob.size());
                    row.setCreatedAt(now);
                    return row;
                })
                .toList();
        sql.batchInsert(rows).execute();
    }

    @Override
    public Map<String, Blob> reusable(ProjectId project, Collection<String> names) {
        Map<String, Blob> found = new HashMap<>();
        inBatches(names, some -> {
            Among among = Among.of(sql, ARTIFACT_BLOB.DIGEST, some);
            sql.select(ARTIFACT_BLOB.fields())
                    .from(among.rows())
                    .join(ARTIFACT)
                    .on(ARTIFACT.ID.eq(ARTIFACT_BLOB.BIRTH_ARTIFACT_ID))
                    .where(
                            ARTIFACT_BLOB.PROJECT_ID.eq(project.value()),
                            among.condition(),
                            ARTIFACT.STATE.eq(Artifact.State.COMMITTED.name()))
                    .orderBy(ARTIFACT_BLOB.BIRTH_ARTIFACT_ID)
                    .fetch(row -> blob(row.into(ARTIFACT_BLOB)))
                    .forEach(blob -> found.putIfAbsent(blob.name(), blob));
        });
        return found;
    }

    @Override
    public Map<String, Blob> blobs(ArtifactId birth, Collection<String> names) {
        Map<String, Blob> found = new HashMap<>();
        inBatches(names, some -> {
            Among among = Among.of(sql, ARTIFACT_BLOB.DIGEST, some);
            sql.select(ARTIFACT_BLOB.fields())
                    .from(among.rows())
                    .where(ARTIFACT_BLOB.BIRTH_ARTIFACT_ID.eq(birth.value()), among.condition())
                    .fetch(row -> blob(row.into(ARTIFACT_BLOB)))
                    .forEach(blob -> found.put(blob.name(), blob));
        });
        return found;
    }

    @Override
    public List<Blob> blobs(ArtifactId birth) {
        return sql.selectFrom(ARTIFACT_BLOB)
                .where(ARTIFACT_BLOB.BIRTH_ARTIFACT_ID.eq(birth.value()))
                .fetch(SqlContentStore::blob);
    }

    @Override
    public List<Blob> anywhere(String name, int limit) {
        return sql.selectFrom(ARTIFACT_BLOB)
                .where(ARTIFACT_BLOB.DIGEST.eq(name))
                .limit(limit)
                .fetch(SqlContentStore::blob);
    }

    private static Blob blob(ArtifactBlobRecord row) {
        return new Blob(new ArtifactId(row.getBirthArtifactId()), row.getDigest(), row.getSize());
    }

    @Override
    public void lockBirths(Collection<ArtifactId> births) {
        if (!births.isEmpty()) {
            sql.select(ARTIFACT.ID)
                    .from(ARTIFACT)
                    .where(ARTIFACT.ID.in(numbers(births)))
                    .orderBy(ARTIFACT.ID)
                    .forUpdate()
                    .fetch();
        }
    }

    @Override
    public void addBirths(ArtifactId artifact, Collection<ArtifactId> births) {
        births.stream()
                .filter(birth -> !birth.equals(artifact))
                .forEach(birth -> sql.insertInto(ARTIFACT_BIRTH)
                        .set(ARTIFACT_BIRTH.ARTIFACT_ID, artifact.value())
                        .set(ARTIFACT_BIRTH.BIRTH_ARTIFACT_ID, birth.value())
                        .onDuplicateKeyIgnore()
                        .execute());
    }

    @Override
    public Set<ArtifactId> births(ArtifactId artifact) {
        return new HashSet<>(sql.select(ARTIFACT_BIRTH.BIRTH_ARTIFACT_ID)
                .from(ARTIFACT_BIRTH)
                .where(ARTIFACT_BIRTH.ARTIFACT_ID.eq(artifact.value()))
                .fetch(row -> new ArtifactId(row.value1())));
    }

    @Override
    public Set<ArtifactId> dependents(ArtifactId birth) {
        return new HashSet<>(sql.select(ARTIFACT_BIRTH.ARTIFACT_ID)
                .from(ARTIFACT_BIRTH)
                .where(ARTIFACT_BIRTH.BIRTH_ARTIFACT_ID.eq(birth.value()))
                .fetch(row -> new ArtifactId(row.value1())));
    }

    @Override
    public List<ArtifactId> purgeable(Instant deletedBefore, ArtifactId after, int limit) {
        return sql.select(ARTIFACT.ID)
                .from(ARTIFACT)
                .where(
                        ARTIFACT.STATE.eq(Artifact.State.DELETED.name()),
                        ARTIFACT.DELETED_AT.lt(deletedBefore),
                        ARTIFACT.PURGED_AT.isNull(),
                        ARTIFACT.ID.gt(after.value()))
                .orderBy(ARTIFACT.ID)
                .limit(limit)
                .fetch(row -> new ArtifactId(row.value1()));
    }

    @Override
    public void markPurged(ArtifactId artifact, Instant now) {
        sql.update(ARTIFACT)
                .set(ARTIFACT.PURGED_AT, now)
                .where(ARTIFACT.ID.eq(artifact.value()))
                .execute();
        sql.deleteFrom(ARTIFACT_BIRTH)
                .where(ARTIFACT_BIRTH.ARTIFACT_ID.eq(artifact.value()))
                .execute();
        sql.deleteFrom(ARTIFACT_MANIFEST)
                .where(ARTIFACT_MANIFEST.ARTIFACT_ID.eq(artifact.value()))
                .execute();
    }

    @Override
    public boolean purged(ArtifactId artifact) {
        return sql.fetchExists(ARTIFACT, ARTIFACT.ID.eq(artifact.value()).and(ARTIFACT.PURGED_AT.isNotNull()));
    }

    @Override
    public void discard(ArtifactId birth, Collection<String> names, Collection<String> keys, Instant now) {
        inBatches(
                names,
                some -> sql.batch(some.stream()
                                .<Query>map(name -> sql.deleteFrom(ARTIFACT_BLOB)
                                        .where(
                                                ARTIFACT_BLOB.BIRTH_ARTIFACT_ID.eq(birth.value()),
                                                ARTIFACT_BLOB.DIGEST.eq(name)))
                                .toList())
                        .execute());
        keys.forEach(key -> sql.insertInto(ARTIFACT_DISCARDED)
                .set(ARTIFACT_DISCARDED.OBJECT_KEY, key)
                .set(ARTIFACT_DISCARDED.CREATED_AT, now)
                .onDuplicateKeyIgnore()
                .execute());
    }

    @Override
    public List<String> discarded(int limit) {
        return sql.select(ARTIFACT_DISCARDED.OBJECT_KEY)
                .from(ARTIFACT_DISCARDED)
                .limit(limit)
                .fetch(row -> row.value1());
    }

    @Override
    public Set<String> discarded(Collection<String> keys) {
        Set<String> found = new HashSet<>();
        inBatches(
                keys,
                some -> found.addAll(sql.select(ARTIFACT_DISCARDED.OBJECT_KEY)
                        .from(ARTIFACT_DISCARDED)
                        .where(ARTIFACT_DISCARDED.OBJECT_KEY.in(some))
                        .fetch(row -> row.value1())));
        return found;
    }

    @Override
    public void forgetDiscarded(Collection<String> keys) {
        sql.deleteFrom(ARTIFACT_DISCARDED)
                .where(ARTIFACT_DISCARDED.OBJECT_KEY.in(keys))
                .execute();
    }

    private static void inBatches(Collection<String> all, Consumer<List<String>> use) {
        List<String> list = new ArrayList<>(all);
        for (int from = 0; from < list.size(); from += BATCH) {
            use.accept(list.subList(from, Math.min(from + BATCH, list.size())));
        }
    }
}
