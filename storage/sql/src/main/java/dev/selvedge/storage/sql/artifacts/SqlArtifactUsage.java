package dev.selvedge.storage.sql.artifacts;

import static dev.selvedge.storage.sql.schema.Tables.ARTIFACT;
import static java.util.stream.Collectors.toMap;
import static org.jooq.impl.DSL.sum;

import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.projects.Usage;
import dev.selvedge.storage.sql.Database;
import java.util.Collection;
import java.util.Map;
import org.jooq.DSLContext;

/** Bytes that versions have added to the object store. */
public final class SqlArtifactUsage implements Usage {

    private final DSLContext sql;

    public SqlArtifactUsage(Database database) {
        this.sql = database.sql();
    }

    @Override
    public Map<ProjectId, Long> bytes(Collection<ProjectId> projects) {
        return sql
                .select(ARTIFACT.PROJECT_ID, sum(ARTIFACT.STORAGE_BYTES))
                .from(ARTIFACT)
                .where(ARTIFACT.PROJECT_ID.in(
                        projects.stream().map(ProjectId::value).toList()))
                .and(ARTIFACT.DELETED_AT.isNull())
                .groupBy(ARTIFACT.PROJECT_ID)
                .fetch()
                .stream()
                .collect(toMap(
                        row -> new ProjectId(row.value1()), row -> row.value2().longValue()));
    }
}
