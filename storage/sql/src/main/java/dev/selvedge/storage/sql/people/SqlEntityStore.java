package dev.selvedge.storage.sql.people;

import static dev.selvedge.storage.sql.schema.Tables.ENTITY;
import static dev.selvedge.storage.sql.schema.Tables.INVITE;
import static dev.selvedge.storage.sql.schema.Tables.ORGANIZATION;
import static dev.selvedge.storage.sql.schema.Tables.ORGANIZATION_MEMBER;
import static dev.selvedge.storage.sql.schema.Tables.PROJECT;
import static dev.selvedge.storage.sql.schema.Tables.PROJECT_MEMBER;
import static dev.selvedge.storage.sql.schema.Tables.TEAM_MEMBER;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.selvedge.domain.people.Entity;
import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.people.EntityStore;
import dev.selvedge.domain.people.Invite;
import dev.selvedge.domain.people.NewEntity;
import dev.selvedge.domain.people.Organization;
import dev.selvedge.domain.people.OrganizationId;
import dev.selvedge.domain.people.OrganizationMember;
import dev.selvedge.domain.people.TeamMember;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.platform.Fault;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.schema.tables.records.EntityRecord;
import dev.selvedge.storage.sql.schema.tables.records.InviteRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DSL;

/** Entities and organizations are one row each; deleted rows keep their number under a name nobody can choose. */
public final class SqlEntityStore implements EntityStore {

    private static final String NEW_PROJECTS = "PRIVATE";

    private final DSLContext sql;
    private final RoleStatements roles;

    public SqlEntityStore(Database database) {
        this.sql = database.sql();
        this.roles = new RoleStatements(database);
    }

    @Override
    public Optional<Entity> find(EntityId id) {
        return roles.entity(id);
    }

    @Override
    public Optional<Entity> lock(EntityId id) {
        return sql.selectFrom(ENTITY)
                .where(ENTITY.ID.eq(id.value()))
                .forUpdate()
                .fetchOptional(PeopleRows::entity);
    }

    @Override
    public List<Entity> find(Collection<EntityId> ids) {
        if (ids.size() <= 1) {
            return ids.stream().flatMap(id -> find(id).stream()).toList();
        }
        Map<EntityId, Entity> found = sql
                .selectFrom(ENTITY)
                .where(ENTITY.ID.in(ids.stream().map(EntityId::value).toList()))
                .fetch(PeopleRows::entity)
                .stream()
                .collect(toMap(Entity::id, identity()));
        return new LinkedHashSet<>(ids)
                .stream().map(found::get).filter(Objects::nonNull).toList();
    }

    @Override
    public Optional<Entity> findEntity(String name) {
        return roles.entity(name);
    }

    @Override
    public Optional<Entity> personal(UserId user) {
        return one(ENTITY.USER_ID.eq(user.value()));
    }

    private Optional<Entity> one(Condition which) {
        return sql.selectFrom(ENTITY).where(which).fetchOptional(PeopleRows::entity);
    }

    @Override
    public Entity insert(NewEntity entity) {
        EntityRecord row = new EntityRecord();
        row.setName(entity.name());
        row.setKind(PeopleRows.word(entity.kind()));
        row.setUserId(entity.user() == null ? null : entity.user().value());
        row.setOrganizationId(
                entity.organization() == null ? null : entity.organization().value());
        row.setDefaultAccess(NEW_PROJECTS);
        row.setPrivateOnly(false);
        row.setCodeSaving(true);
        row.setIsHidden(false);
        row.setMembersInvite(false);
        row.setLinksOff(false);
        row.setAdminsSetTtl(false);
        row.setCreatedAt(entity.createdAt());
        try {
            long id = sql.insertInto(ENTITY)
                    .set(row)
                    .returning(ENTITY.ID)
                    .fetchOne()
                    .getId();
            return find(new EntityId(id)).orElseThrow();
        } catch (IntegrityConstraintViolationException e) {
            throw new Fault(Fault.Code.CONFLICT, "The name " + entity.name() + " is taken", e);
        }
    }

    @Override
    public void save(Entity entity) {
        sql.update(ENTITY)
                .set(ENTITY.DEFAULT_ACCESS, entity.defaultAccess())
                .set(ENTITY.PRIVATE_ONLY, entity.privateOnly())
                .set(ENTITY.CODE_SAVING, entity.codeSaving())
                .set(ENTITY.PHOTO_URL, entity.photoUrl())
                .set(ENTITY.IS_HIDDEN, entity.policy().hidden())
                .set(ENTITY.MEMBERS_INVITE, entity.policy().membersInvite())
                .set(ENTITY.LINKS_OFF, entity.policy().linksOff())
                .set(
                        ENTITY.ARTIFACT_TTL_SECONDS,
                        entity.policy()
                                .artifactLifetime()
                                .map(Duration::toSeconds)
                                .orElse(null))
                .set(ENTITY.ADMINS_SET_TTL, entity.policy().onlyAdminsSetLifetimes())
                .where(ENTITY.ID.eq(entity.id().value()))
                .execute();
    }

    @Override
    public List<Entity> withArtifactLifetime() {
        return sql.selectFrom(ENTITY)
                .where(ENTITY.ARTIFACT_TTL_SECONDS.isNotNull().and(ENTITY.DELETED_AT.isNull()))
                .orderBy(ENTITY.ID)
                .fetch(PeopleRows::entity);
    }

    @Override
    public void delete(EntityId id, Instant at) {
        sql.deleteFrom(TEAM_MEMBER).where(TEAM_MEMBER.ENTITY_ID.eq(id.value())).execute();
        sql.deleteFrom(INVITE).where(INVITE.ENTITY_ID.eq(id.value())).execute();
        sql.update(ENTITY)
                .set(ENTITY.NAME, "deleted:" + id.value())
                .setNull(ENTITY.USER_ID)
                .set(ENTITY.DELETED_AT, at)
                .where(ENTITY.ID.eq(id.value()))
                .execute();
    }

    @Override
    public Optional<Organization> find(OrganizationId id) {
        return sql.selectFrom(ORGANIZATION)
                .where(ORGANIZATION.ID.eq(id.value()))
                .fetchOptional(PeopleRows::organization);
    }

    @Override
    public Optional<Organization> findOrganization(String name) {
        return sql.selectFrom(ORGANIZATION)
                .where(ORGANIZATION.NAME.eq(name))
                .and(ORGANIZATION.DELETED_AT.isNull())
                .fetchOptional(PeopleRows::organization);
    }

    @Override
    public Optional<Organization> defaultOrganization() {
        return sql.selectFrom(ORGANIZATION)
                .where(ORGANIZATION.IS_DEFAULT)
                .and(ORGANIZATION.DELETED_AT.isNull())
                .orderBy(ORGANIZATION.ID)
                .limit(1)
                .fetchOptional(PeopleRows::organization);
    }

    @Override
    public List<Organization> organizations() {
        return sql.selectFrom(ORGANIZATION)
                .where(ORGANIZATION.DELETED_AT.isNull())
                .orderBy(ORGANIZATION.NAME)
                .fetch(PeopleRows::organization);
    }

    @Override
    public Organization insertOrganization(String name, String entityName, boolean isDefault, Instant createdAt) {
        long id;
        try {
            id = sql.insertInto(ORGANIZATION)
                    .set(ORGANIZATION.NAME, name)
                    .set(ORGANIZATION.IS_DEFAULT, isDefault)
                    .set(ORGANIZATION.CREATED_AT, createdAt)
                    .returning(ORGANIZATION.ID)
                    .fetchOne()
                    .getId();
        } catch (IntegrityConstraintViolationException e) {
            throw new Fault(Fault.Code.CONFLICT, "The organization name " + name + " is taken", e);
        }
        OrganizationId organization = new OrganizationId(id);
        Entity entity = insert(new NewEntity(entityName, Entity.Kind.ORGANIZATION, null, organization, createdAt));
        sql.update(ORGANIZATION)
                .set(ORGANIZATION.ENTITY_ID, entity.id().value())
                .where(ORGANIZATION.ID.eq(id))
                .execute();
        return find(organization).orElseThrow();
    }

    @Override
    public void delete(OrganizationId id, Instant at) {
        sql.deleteFrom(ORGANIZATION_MEMBER)
                .where(ORGANIZATION_MEMBER.ORGANIZATION_ID.eq(id.value()))
                .execute();
        sql.update(ORGANIZATION)
                .set(ORGANIZATION.NAME, "deleted:" + id.value())
                .set(ORGANIZATION.DELETED_AT, at)
                .where(ORGANIZATION.ID.eq(id.value()))
                .execute();
    }

    @Override
    public List<Entity> entitiesOf(OrganizationId organization) {
        return sql.selectFrom(ENTITY)
                .where(ENTITY.ORGANIZATION_ID.eq(organization.value()))
                .and(ENTITY.DELETED_AT.isNull())
                .orderBy(ENTITY.NAME)
                .fetch(PeopleRows::entity);
    }

    @Override
    public Optional<String> roleInEntity(EntityId entity, UserId user) {
        return roles.role(entity, user);
    }

    @Override
    public void putMember(EntityId entity, UserId user, String role, Instant at) {
        sql.insertInto(TEAM_MEMBER)
                .set(TEAM_MEMBER.ENTITY_ID, entity.value())
                .set(TEAM_MEMBER.USER_ID, user.value())
                .set(TEAM_MEMBER.ROLE, role)
                .set(TEAM_MEMBER.CREATED_AT, at)
                .onConflict(TEAM_MEMBER.ENTITY_ID, TEAM_MEMBER.USER_ID)
                .doUpdate()
                .set(TEAM_MEMBER.ROLE, role)
                .execute();
    }

    @Override
    public boolean removeMember(EntityId entity, UserId user) {
        sql.deleteFrom(PROJECT_MEMBER)
                .where(PROJECT_MEMBER.USER_ID.eq(user.value()))
                .and(PROJECT_MEMBER.PROJECT_ID.in(
                        DSL.select(PROJECT.ID).from(PROJECT).where(PROJECT.ENTITY_ID.eq(entity.value()))))
                .execute();
        return sql.deleteFrom(TEAM_MEMBER)
                        .where(TEAM_MEMBER.ENTITY_ID.eq(entity.value()))
                        .and(TEAM_MEMBER.USER_ID.eq(user.value()))
                        .execute()
                > 0;
    }

    @Override
    public List<TeamMember> members(EntityId entity) {
        return sql.selectFrom(TEAM_MEMBER)
                .where(TEAM_MEMBER.ENTITY_ID.eq(entity.value()))
                .orderBy(TEAM_MEMBER.ID)
                .fetch(row -> new TeamMember(entity, new UserId(row.getUserId()), row.getRole(), row.getCreatedAt()));
    }

    @Override
    public List<Entity> entitiesOf(UserId user) {
        return sql.select(ENTITY.fields())
                .from(ENTITY)
                .join(TEAM_MEMBER)
                .on(TEAM_MEMBER.ENTITY_ID.eq(ENTITY.ID))
                .where(TEAM_MEMBER.USER_ID.eq(user.value()))
                .and(ENTITY.DELETED_AT.isNull())
                .orderBy(DSL.when(ENTITY.USER_ID.eq(user.value()), 0).otherwise(1), ENTITY.NAME)
                .fetchInto(ENTITY)
                .map(PeopleRows::entity);
    }

    @Override
    public Optional<String> roleInOrganization(OrganizationId organization, UserId user) {
        return roles.role(organization, user);
    }

    @Override
    public void putMember(OrganizationId organization, UserId user, String role, Instant at) {
        sql.insertInto(ORGANIZATION_MEMBER)
                .set(ORGANIZATION_MEMBER.ORGANIZATION_ID, organization.value())
                .set(ORGANIZATION_MEMBER.USER_ID, user.value())
                .set(ORGANIZATION_MEMBER.ROLE, role)
                .set(ORGANIZATION_MEMBER.CREATED_AT, at)
                .onConflict(ORGANIZATION_MEMBER.ORGANIZATION_ID, ORGANIZATION_MEMBER.USER_ID)
                .doUpdate()
                .set(ORGANIZATION_MEMBER.ROLE, role)
                .execute();
    }

    @Override
    public boolean removeMember(OrganizationId organization, UserId user) {
        return sql.deleteFrom(ORGANIZATION_MEMBER)
                        .where(ORGANIZATION_MEMBER.ORGANIZATION_ID.eq(organization.value()))
                        .and(ORGANIZATION_MEMBER.USER_ID.eq(user.value()))
                        .execute()
                > 0;
    }

    @Override
    public List<OrganizationMember> members(OrganizationId organization) {
        return sql.selectFrom(ORGANIZATION_MEMBER)
                .where(ORGANIZATION_MEMBER.ORGANIZATION_ID.eq(organization.value()))
                .orderBy(ORGANIZATION_MEMBER.ID)
                .fetch(row -> new OrganizationMember(
                        organization, new UserId(row.getUserId()), row.getRole(), row.getCreatedAt()));
    }

    @Override
    public List<Organization> organizationsOf(UserId user) {
        return sql.select(ORGANIZATION.fields())
                .from(ORGANIZATION)
                .join(ORGANIZATION_MEMBER)
                .on(ORGANIZATION_MEMBER.ORGANIZATION_ID.eq(ORGANIZATION.ID))
                .where(ORGANIZATION_MEMBER.USER_ID.eq(user.value()))
                .and(ORGANIZATION.DELETED_AT.isNull())
                .orderBy(ORGANIZATION.NAME)
                .fetchInto(ORGANIZATION)
                .map(PeopleRows::organization);
    }

    @Override
    public Invite insertInvite(
            EntityId entity, String email, UserId user, String role, UserId invitedBy, Instant createdAt) {
        InviteRecord row = new InviteRecord();
        row.setEntityId(entity.value());
        row.setEmail(email);
        row.setUserId(user == null ? null : user.value());
        row.setRole(role);
        row.setInvitedBy(invitedBy.value());
        row.setCreatedAt(createdAt);
        try {
            long id = sql.insertInto(INVITE)
                    .set(row)
                    .returning(INVITE.ID)
                    .fetchOne()
                    .getId();
            return findInvite(id).orElseThrow();
        } catch (IntegrityConstraintViolationException e) {
            throw new Fault(Fault.Code.CONFLICT, "There is an invitation for this person already", e);
        }
    }

    @Override
    public Optional<Invite> findInvite(long id) {
        return sql.selectFrom(INVITE).where(INVITE.ID.eq(id)).fetchOptional(PeopleRows::invite);
    }

    @Override
    public List<Invite> invites(EntityId entity) {
        return sql.selectFrom(INVITE)
                .where(INVITE.ENTITY_ID.eq(entity.value()))
                .orderBy(INVITE.ID)
                .fetch(PeopleRows::invite);
    }

    @Override
    public List<Invite> invitesFor(UserId user, String email) {
        Condition which = DSL.falseCondition();
        if (user != null) {
            which = which.or(INVITE.USER_ID.eq(user.value()));
        }
        if (email != null) {
            which = which.or(INVITE.EMAIL.eq(email));
        }
        return sql.selectFrom(INVITE).where(which).orderBy(INVITE.ID).fetch(PeopleRows::invite);
    }

    @Override
    public List<Invite> invitesFor(String email) {
        return invitesFor(null, email);
    }

    @Override
    public boolean deleteInvite(long id) {
        return sql.deleteFrom(INVITE).where(INVITE.ID.eq(id)).execute() > 0;
    }
}
