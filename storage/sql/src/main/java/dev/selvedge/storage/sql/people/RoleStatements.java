package dev.selvedge.storage.sql.people;

import static dev.selvedge.storage.sql.FixedStatement.any;
import static dev.selvedge.storage.sql.schema.Tables.ENTITY;
import static dev.selvedge.storage.sql.schema.Tables.ORGANIZATION_MEMBER;
import static dev.selvedge.storage.sql.schema.Tables.TEAM_MEMBER;

import dev.selvedge.domain.people.Entity;
import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.people.OrganizationId;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.FixedStatement;
import java.util.Optional;
import org.jooq.DSLContext;

/** What each request asks about the caller's memberships. */
final class RoleStatements {

    private final FixedStatement entity;
    private final FixedStatement entityNamed;
    private final FixedStatement inEntity;
    private final FixedStatement inOrganization;

    RoleStatements(Database database) {
        DSLContext sql = database.sql();
        entity = new FixedStatement(database, sql.selectFrom(ENTITY).where(ENTITY.ID.eq(any(ENTITY.ID))));
        entityNamed = new FixedStatement(
                database,
                sql.selectFrom(ENTITY).where(ENTITY.NAME.eq(any(ENTITY.NAME)).and(ENTITY.DELETED_AT.isNull())));
        inEntity = new FixedStatement(
                database,
                sql.select(TEAM_MEMBER.ROLE)
                        .from(TEAM_MEMBER)
                        .where(TEAM_MEMBER
                                .ENTITY_ID
                                .eq(any(TEAM_MEMBER.ENTITY_ID))
                                .and(TEAM_MEMBER.USER_ID.eq(any(TEAM_MEMBER.USER_ID)))));
        inOrganization = new FixedStatement(
                database,
                sql.select(ORGANIZATION_MEMBER.ROLE)
                        .from(ORGANIZATION_MEMBER)
                        .where(ORGANIZATION_MEMBER
                                .ORGANIZATION_ID
                                .eq(any(ORGANIZATION_MEMBER.ORGANIZATION_ID))
                                .and(ORGANIZATION_MEMBER.USER_ID.eq(any(ORGANIZATION_MEMBER.USER_ID)))));
    }

    Optional<Entity> entity(EntityId id) {
        return entity.find(id.value()).map(row -> PeopleRows.entity(row.into(ENTITY)));
    }

    Optional<Entity> entity(String name) {
        return entityNamed.find(name).map(row -> PeopleRows.entity(row.into(ENTITY)));
    }

    Optional<String> role(EntityId entity, UserId user) {
        return inEntity.find(entity.value(), user.value()).map(row -> row.get(TEAM_MEMBER.ROLE));
    }

    Optional<String> role(OrganizationId organization, UserId user) {
        return inOrganization.find(organization.value(), user.value()).map(row -> row.get(ORGANIZATION_MEMBER.ROLE));
    }
}
