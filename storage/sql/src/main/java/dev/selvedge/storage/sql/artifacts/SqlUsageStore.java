package dev.selvedge.storage.sql.artifacts;

import static dev.selvedge.storage.sql.artifacts.ArtifactRows.numbers;
import static dev.selvedge.storage.sql.schema.Tables.ARTIFACT;
import static dev.selvedge.storage.sql.schema.Tables.ARTIFACT_CLIENT_ID;
import static dev.selvedge.storage.sql.schema.Tables.ARTIFACT_RUN;
import static dev.selvedge.storage.sql.schema.Tables.RUN;

import dev.selvedge.domain.artifacts.Artifact;
import dev.selvedge.domain.artifacts.ArtifactId;
import dev.selvedge.domain.artifacts.UsageStore;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.RunId;
import dev.selvedge.storage.sql.Database;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** {@link UsageStore} on H2 and MySQL. */
public final class SqlUsageStore implements UsageStore {

    private final DSLContext sql;

    public SqlUsageStore(Database database) {
        this.sql = database.sql();
    }

    @Override
    public void add(RunId run, ArtifactId artifact, Role role, String usedAs, Instant now) {
        sql.insertInto(ARTIFACT_RUN)
                .set(ARTIFACT_RUN.RUN_ID, run.value())
                .set(ARTIFACT_RUN.ARTIFACT_ID, artifact.value())
                .set(ARTIFACT_RUN.ROLE, role.name())
                .set(ARTIFACT_RUN.USED_AS, usedAs)
                .set(ARTIFACT_RUN.CREATED_AT, now)
                .onDuplicateKeyIgnore()
                .execute();
        if (usedAs != null) {
            sql.update(ARTIFACT_RUN)
                    .set(ARTIFACT_RUN.USED_AS, usedAs)
                    .where(of(run, role), ARTIFACT_RUN.ARTIFACT_ID.eq(artifact.value()))
                    .execute();
        }
    }

    @Override
    public List<ArtifactId> artifacts(RunId run, Role role, Optional<ArtifactId> after, int limit) {
        return sql.select(ARTIFACT_RUN.ARTIFACT_ID)
                .from(ARTIFACT_RUN)
                .join(ARTIFACT)
                .on(ARTIFACT.ID.eq(ARTIFACT_RUN.ARTIFACT_ID))
                .where(of(run, role), ARTIFACT.STATE.eq(Artifact.State.COMMITTED.name()))
                .and(after.map(id -> ARTIFACT_RUN.ARTIFACT_ID.gt(id.value())).orElse(DSL.noCondition()))
                .orderBy(ARTIFACT_RUN.ARTIFACT_ID)
                .limit(limit)
                .fetch(row -> new ArtifactId(row.value1()));
    }

    @Override
    public Map<RunId, List<ArtifactId>> firstArtifacts(Collection<RunId> runs, Role role, int limit) {
        if (runs.isEmpty()) {
            return Map.of();
        }
        Field<Integer> place = DSL.rowNumber()
                .over(DSL.partitionBy(ARTIFACT_RUN.RUN_ID).orderBy(ARTIFACT_RUN.ARTIFACT_ID))
                .as("place");
        var placed = DSL.select(ARTIFACT_RUN.RUN_ID, ARTIFACT_RUN.ARTIFACT_ID, place)
                .from(ARTIFACT_RUN)
                .join(ARTIFACT)
                .on(ARTIFACT.ID.eq(ARTIFACT_RUN.ARTIFACT_ID))
                .where(ARTIFACT_RUN.RUN_ID.in(runs.stream().map(RunId::value).toList()))
                .and(ARTIFACT_RUN.ROLE.eq(role.name()))
                .and(ARTIFACT.STATE.eq(Artifact.State.COMMITTED.name()))
                .asTable("placed");
        Field<Long> run = placed.field(ARTIFACT_RUN.RUN_ID);
        Field<Long> artifact = placed.field(ARTIFACT_RUN.ARTIFACT_ID);
        return sql.select(run, artifact)
                .from(placed)
                .where(placed.field(place).le(limit))
                .orderBy(run, artifact)
                .fetchGroups(row -> new RunId(row.value1()), row -> new ArtifactId(row.value2()));
    }

    @Override
    public Map<ProjectId, Integer> count(RunId run, Role role) {
        return sql.select(ARTIFACT.PROJECT_ID, DSL.count())
                .from(ARTIFACT_RUN)
                .join(ARTIFACT)
                .on(ARTIFACT.ID.eq(ARTIFACT_RUN.ARTIFACT_ID))
                .where(of(run, role), ARTIFACT.STATE.eq(Artifact.State.COMMITTED.name()))
                .groupBy(ARTIFACT.PROJECT_ID)
                .fetchMap(row -> new ProjectId(row.value1()), row -> row.value2());
    }

    private static Condition of(RunId run, Role role) {
        return ARTIFACT_RUN.RUN_ID.eq(run.value()).and(ARTIFACT_RUN.ROLE.eq(role.name()));
    }

    @Override
    public List<RunId> runs(ArtifactId artifact, Role role, Optional<RunId> after, int limit) {
        return sql.select(ARTIFACT_RUN.RUN_ID)
                .from(ARTIFACT_RUN)
                .leftJoin(RUN)
                .on(RUN.ID.eq(ARTIFACT_RUN.RUN_ID))
                .where(ARTIFACT_RUN.ARTIFACT_ID.eq(artifact.value()), ARTIFACT_RUN.ROLE.eq(role.name()))
                .and(RUN.DELETED_AT.isNull())
                .and(after.map(id -> ARTIFACT_RUN.RUN_ID.gt(id.value())).orElse(DSL.noCondition()))
                .orderBy(ARTIFACT_RUN.RUN_ID)
                .limit(limit)
                .fetch(row -> new RunId(row.value1()));
    }

    @Override
    public Map<ArtifactId, Integer> countRuns(Collection<ArtifactId> artifacts, Role role) {
        if (artifacts.isEmpty()) {
            return Map.of();
        }
        return sql.select(ARTIFACT_RUN.ARTIFACT_ID, DSL.count())
                .from(ARTIFACT_RUN)
                .leftJoin(RUN)
                .on(RUN.ID.eq(ARTIFACT_RUN.RUN_ID))
                .where(ARTIFACT_RUN.ARTIFACT_ID.in(numbers(artifacts)), ARTIFACT_RUN.ROLE.eq(role.name()))
                .and(RUN.DELETED_AT.isNull())
                .groupBy(ARTIFACT_RUN.ARTIFACT_ID)
                .fetchMap(row -> new ArtifactId(row.value1()), row -> row.value2());
    }

    @Override
    public void mapClientId(String clientId, String serverId) {
        sql.insertInto(ARTIFACT_CLIENT_ID)
                .set(ARTIFACT_CLIENT_ID.CLIENT_ID, clientId)
                .set(ARTIFACT_CLIENT_ID.SERVER_ID, serverId)
                .onDuplicateKeyIgnore()
                .execute();
    }

    @Override
    public Optional<String> serverId(String clientId) {
        return sql.select(ARTIFACT_CLIENT_ID.SERVER_ID)
                .from(ARTIFACT_CLIENT_ID)
                .where(ARTIFACT_CLIENT_ID.CLIENT_ID.eq(clientId))
                .fetchOptional(row -> row.value1());
    }
}
