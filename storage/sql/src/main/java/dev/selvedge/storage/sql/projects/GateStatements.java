package dev.selvedge.storage.sql.projects;

import static dev.selvedge.storage.sql.FixedStatement.any;
import static dev.selvedge.storage.sql.schema.Tables.ENTITY;
import static dev.selvedge.storage.sql.schema.Tables.PROJECT;
import static dev.selvedge.storage.sql.schema.Tables.PROJECT_MEMBER;
import static dev.selvedge.storage.sql.schema.Tables.PROJECT_TEAM;
import static dev.selvedge.storage.sql.schema.Tables.TEAM_MEMBER;

import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.people.ProjectGates.Gate;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.Project;
import dev.selvedge.domain.projects.ProjectAccess;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.FixedStatement;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectWhereStep;

/** What each request asks about its project and the caller's rights in it. */
final class GateStatements {

    private final FixedStatement named;
    private final FixedStatement ofEntity;
    private final FixedStatement numbered;
    private final FixedStatement gate;
    private final FixedStatement role;
    private final FixedStatement rolesByTeam;

    GateStatements(Database database) {
        DSLContext sql = database.sql();
        named = new FixedStatement(
                database,
                projects(sql)
                        .where(ENTITY.NAME
                                .eq(any(ENTITY.NAME))
                                .and(ENTITY.DELETED_AT.isNull())
                                .and(PROJECT.NAME.eq(any(PROJECT.NAME)))
                                .and(PROJECT.DELETED_AT.isNull())));
        ofEntity = new FixedStatement(
                database,
                projects(sql)
                        .where(PROJECT.ENTITY_ID
                                .eq(any(PROJECT.ENTITY_ID))
                                .and(PROJECT.NAME.eq(any(PROJECT.NAME)))
                                .and(PROJECT.DELETED_AT.isNull())));
        numbered = new FixedStatement(database, projects(sql).where(PROJECT.ID.eq(any(PROJECT.ID))));
        gate = new FixedStatement(
                database,
                sql.select(PROJECT.ENTITY_ID, PROJECT.ACCESS, PROJECT.USER_ID)
                        .from(PROJECT)
                        .where(PROJECT.ID.eq(any(PROJECT.ID)).and(PROJECT.DELETED_AT.isNull())));
        role = new FixedStatement(
                database,
                sql.select(PROJECT_MEMBER.ROLE)
                        .from(PROJECT_MEMBER)
                        .where(PROJECT_MEMBER
                                .PROJECT_ID
                                .eq(any(PROJECT_MEMBER.PROJECT_ID))
                                .and(PROJECT_MEMBER.USER_ID.eq(any(PROJECT_MEMBER.USER_ID)))));
        rolesByTeam = new FixedStatement(
                database,
                sql.select(PROJECT_TEAM.ROLE)
                        .from(PROJECT_TEAM)
                        .join(TEAM_MEMBER)
                        .on(TEAM_MEMBER.ENTITY_ID.eq(PROJECT_TEAM.ENTITY_ID))
                        .where(PROJECT_TEAM
                                .PROJECT_ID
                                .eq(any(PROJECT_TEAM.PROJECT_ID))
                                .and(TEAM_MEMBER.USER_ID.eq(any(TEAM_MEMBER.USER_ID)))));
    }

    private static SelectWhereStep<Record> projects(DSLContext sql) {
        return sql.select(SqlProjectStore.COLUMNS).from(PROJECT).join(ENTITY).on(ENTITY.ID.eq(PROJECT.ENTITY_ID));
    }

    Optional<Project> project(EntityId entity, String name) {
        return ofEntity.find(entity.value(), name).map(SqlProjectStore::project);
    }

    Optional<Project> project(ProjectId id) {
        return numbered.find(id.value()).map(SqlProjectStore::project);
    }

    Optional<Project> project(String entity, String name) {
        return named.find(entity, name).map(SqlProjectStore::project);
    }

    Optional<Gate> gate(ProjectId project) {
        return gate.find(project.value())
                .map(row -> new Gate(
                        new EntityId(row.get(PROJECT.ENTITY_ID)),
                        ProjectAccess.valueOf(row.get(PROJECT.ACCESS)),
                        row.get(PROJECT.USER_ID) == null ? null : new UserId(row.get(PROJECT.USER_ID))));
    }

    Optional<String> role(ProjectId project, UserId user) {
        return role.find(project.value(), user.value()).map(row -> row.get(PROJECT_MEMBER.ROLE));
    }

    List<String> rolesByTeam(ProjectId project, UserId user) {
        return rolesByTeam.list(project.value(), user.value()).stream()
                .map(row -> row.get(PROJECT_TEAM.ROLE))
                .toList();
    }
}
