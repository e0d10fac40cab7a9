package dev.selvedge.storage.sql.runs;

import static dev.selvedge.storage.sql.schema.Tables.RUN;
import static dev.selvedge.storage.sql.schema.Tables.RUN_FILE;
import static java.util.stream.Collectors.toMap;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.sum;

import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.projects.Usage;
import dev.selvedge.storage.sql.Database;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;

/** Runs and their files, counted by the database. */
public final class SqlRunUsage implements Usage {

    private final DSLContext sql;

    public SqlRunUsage(Database database) {
        this.sql = database.sql();
    }

    @Override
    public Map<ProjectId, Long> bytes(Collection<ProjectId> projects) {
        return sql
                .select(RUN.PROJECT_ID, sum(RUN_FILE.SIZE_BYTES))
                .from(RUN_FILE)
                .join(RUN)
                .on(RUN.ID.eq(RUN_FILE.RUN_ID))
                .where(RUN.PROJECT_ID.in(numbers(projects)))
                .groupBy(RUN.PROJECT_ID)
                .fetch()
                .stream()
                .collect(toMap(
                        row -> new ProjectId(row.value1()), row -> row.value2().longValue()));
    }

    @Override
    public Map<ProjectId, Long> runs(Collection<ProjectId> projects) {
        return sql
                .select(RUN.PROJECT_ID, count())
                .from(RUN)
                .where(RUN.PROJECT_ID.in(numbers(projects)))
                .and(RUN.DELETED_AT.isNull())
                .groupBy(RUN.PROJECT_ID)
                .fetch()
                .stream()
                .collect(toMap(
                        row -> new ProjectId(row.value1()), row -> row.value2().longValue()));
    }

    private static List<Long> numbers(Collection<ProjectId> projects) {
        return projects.stream().map(ProjectId::value).toList();
    }
}
