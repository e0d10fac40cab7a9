package dev.selvedge.storage.sql.projects;

import static dev.selvedge.storage.sql.schema.Tables.PROJECT_STAR;

import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.projects.ProjectStarStore;
import dev.selvedge.storage.sql.Database;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import org.jooq.DSLContext;

/** A row for each star. */
public final class SqlProjectStarStore implements ProjectStarStore {

    private final DSLContext sql;

    public SqlProjectStarStore(Database database) {
        this.sql = database.sql();
    }

    @Override
    public void star(UserId user, ProjectId project, Instant at) {
        sql.insertInto(PROJECT_STAR)
                .set(PROJECT_STAR.USER_ID, user.value())
                .set(PROJECT_STAR.PROJECT_ID, project.value())
                .set(PROJECT_STAR.CREATED_AT, at)
                .onDuplicateKeyIgnore()
                .execute();
    }

    @Override
    public void unstar(UserId user, ProjectId project) {
        sql.deleteFrom(PROJECT_STAR)
                .where(PROJECT_STAR.USER_ID.eq(user.value()))
                .and(PROJECT_STAR.PROJECT_ID.eq(project.value()))
                .execute();
    }

    @Override
    public Set<ProjectId> starred(UserId user, Collection<ProjectId> projects) {
        return sql.select(PROJECT_STAR.PROJECT_ID)
                .from(PROJECT_STAR)
                .where(PROJECT_STAR.USER_ID.eq(user.value()))
                .and(PROJECT_STAR.PROJECT_ID.in(
                        projects.stream().map(ProjectId::value).toList()))
                .fetchSet(row -> new ProjectId(row.value1()));
    }
}
