package dev.selvedge.storage.sql.projects;

import static dev.selvedge.storage.sql.schema.Tables.ENTITY;
import static dev.selvedge.storage.sql.schema.Tables.PROJECT;
import static dev.selvedge.storage.sql.schema.Tables.PROJECT_MEMBER;
import static dev.selvedge.storage.sql.schema.Tables.PROJECT_TEAM;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.NewProject;
import dev.selvedge.domain.projects.Project;
import dev.selvedge.domain.projects.ProjectAbout;
import dev.selvedge.domain.projects.ProjectAccess;
import dev.selvedge.domain.projects.ProjectIcon;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.projects.ProjectStore;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Page;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.schema.tables.records.ProjectRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DSL;

/** Projects are one row each, read together with their entity's name. */
public final class SqlProjectStore implements ProjectStore {

    static final List<Field<?>> COLUMNS = columns();

    private final DSLContext sql;
    private final GateStatements gates;

    public SqlProjectStore(Database database) {
        this.sql = database.sql();
        this.gates = new GateStatements(database);
    }

    private static List<Field<?>> columns() {
        List<Field<?>> columns = new ArrayList<>(Arrays.asList(PROJECT.fields()));
        columns.add(ENTITY.NAME);
        return List.copyOf(columns);
    }

    @Override
    public Optional<Gate> gate(ProjectId project) {
        return gates.gate(project);
    }

    @Override
    public Optional<String> role(ProjectId project, UserId user) {
        return gates.role(project, user);
    }

    @Override
    public List<String> rolesByTeam(ProjectId project, UserId user) {
        return gates.rolesByTeam(project, user);
    }

    @Override
    public Optional<Project> find(ProjectId id) {
        return gates.project(id);
    }

    /** The row by itself: with the entity's beside it, MariaDB would lock that too. */
    @Override
    public Optional<Project> lock(ProjectId id) {
        sql.select(PROJECT.ID)
                .from(PROJECT)
                .where(PROJECT.ID.eq(id.value()))
                .forUpdate()
                .fetch();
        return find(id);
    }

    @Override
    public List<Project> find(Collection<ProjectId> ids) {
        if (ids.size() <= 1) {
            return ids.stream().flatMap(id -> find(id).stream()).toList();
        }
        Map<ProjectId, Project> found =
                select(PROJECT.ID.in(ids.stream().map(ProjectId::value).toList()))
                        .fetch(SqlProjectStore::project)
                        .stream()
                        .collect(toMap(Project::id, identity()));
        return new LinkedHashSet<>(ids)
                .stream().map(found::get).filter(Objects::nonNull).toList();
    }

    @Override
    public Optional<Project> find(String entity, String name) {
        return gates.project(entity, name);
    }

    @Override
    public Optional<Project> find(EntityId entity, String name) {
        return gates.project(entity, name);
    }

    @Override
    public List<ProjectId> idsOf(EntityId entity) {
        return sql.select(PROJECT.ID)
                .from(PROJECT)
                .where(PROJECT.ENTITY_ID.eq(entity.value()))
                .and(PROJECT.DELETED_AT.isNull())
                .orderBy(PROJECT.ID)
                .fetch(row -> new ProjectId(row.value1()));
    }

    @Override
    public Page<Project> list(Collection<EntityId> entities, int first, String after) {
        Condition which = PROJECT.ENTITY_ID
                .in(entities.stream().map(EntityId::value).toList())
                .and(PROJECT.DELETED_AT.isNull());
        Cursor from = Cursor.parse(after);
        if (from != null) {
            which = which.and(PROJECT.LAST_ACTIVE_AT
                    .lt(from.active())
                    .or(PROJECT.LAST_ACTIVE_AT.eq(from.active()).and(PROJECT.ID.lt(from.id()))));
        }
        List<Project> found = select(which)
                .orderBy(PROJECT.LAST_ACTIVE_AT.desc(), PROJECT.ID.desc())
                .limit(first + 1)
                .fetch(SqlProjectStore::project);
        boolean more = found.size() > first;
        List<Project> items = more ? found.subList(0, first) : found;
        return new Page<>(items, items.stream().map(Cursor::of).toList(), more);
    }

    @Override
    public Project insert(NewProject project) {
        ProjectRecord row = new ProjectRecord();
        row.setEntityId(project.entity().value());
        row.setName(project.name());
        row.setAccess(project.access().name());
        row.setUserId(project.creator() == null ? null : project.creator().value());
        fill(row, project.about());
        row.setCreatedAt(project.createdAt());
        row.setUpdatedAt(project.createdAt());
        row.setLastActiveAt(project.createdAt());
        try {
            long id = sql.insertInto(PROJECT)
                    .set(row)
                    .returning(PROJECT.ID)
                    .fetchOne()
                    .getId();
            return find(new ProjectId(id)).orElseThrow();
        } catch (IntegrityConstraintViolationException e) {
            throw taken(project.name(), e);
        }
    }

    @Override
    public void save(Project project) {
        ProjectRecord row = new ProjectRecord();
        row.setName(project.name());
        row.setAccess(project.access().name());
        fill(row, project.about());
        row.setUpdatedAt(project.updatedAt());
        try {
            sql.update(PROJECT)
                    .set(row)
                    .where(PROJECT.ID.eq(project.id().value()))
                    .execute();
        } catch (IntegrityConstraintViolationException e) {
            throw taken(project.name(), e);
        }
    }

    private static Fault taken(String name, Exception cause) {
        return new Fault(Fault.Code.CONFLICT, "There is a project named " + name + " already", cause);
    }

    @Override
    public void touch(ProjectId id, Instant at) {
        sql.update(PROJECT)
                .set(PROJECT.LAST_ACTIVE_AT, at)
                .where(PROJECT.ID.eq(id.value()))
                .execute();
    }

    @Override
    public void delete(ProjectId id, Instant at) {
        // the number in front frees the name: no name a person can choose has a colon
        delete(PROJECT.ID.eq(id.value()), at);
    }

    @Override
    public void deleteAll(EntityId entity, Instant at) {
        delete(PROJECT.ENTITY_ID.eq(entity.value()), at);
    }

    private void delete(Condition which, Instant at) {
        sql.update(PROJECT)
                .set(PROJECT.NAME, DSL.concat(PROJECT.ID.cast(String.class), DSL.inline(":"), PROJECT.NAME))
                .set(PROJECT.DELETED_AT, at)
                .where(which)
                .and(PROJECT.DELETED_AT.isNull())
                .execute();
    }

    @Override
    public void restore(ProjectId id) {
        Project deleted = find(id).filter(Project::isDeleted).orElse(null);
        if (deleted == null) {
            return;
        }
        String name = deleted.name();
        try {
            sql.update(PROJECT)
                    .set(PROJECT.NAME, name)
                    .setNull(PROJECT.DELETED_AT)
                    .where(PROJECT.ID.eq(id.value()))
                    .execute();
        } catch (IntegrityConstraintViolationException e) {
            throw taken(name, e);
        }
    }

    @Override
    public List<UserRole> users(ProjectId project) {
        return sql.selectFrom(PROJECT_MEMBER)
                .where(PROJECT_MEMBER.PROJECT_ID.eq(project.value()))
                .orderBy(PROJECT_MEMBER.ID)
                .fetch(row -> new UserRole(new UserId(row.getUserId()), row.getRole()));
    }

    @Override
    public List<TeamRole> teams(ProjectId project) {
        return sql.selectFrom(PROJECT_TEAM)
                .where(PROJECT_TEAM.PROJECT_ID.eq(project.value()))
                .orderBy(PROJECT_TEAM.ID)
                .fetch(row -> new TeamRole(new EntityId(row.getEntityId()), row.getRole()));
    }

    @Override
    public void putUser(ProjectId project, UserId user, String role) {
        sql.insertInto(PROJECT_MEMBER)
                .set(PROJECT_MEMBER.PROJECT_ID, project.value())
                .set(PROJECT_MEMBER.USER_ID, user.value())
                .set(PROJECT_MEMBER.ROLE, role)
                .onConflict(PROJECT_MEMBER.PROJECT_ID, PROJECT_MEMBER.USER_ID)
                .doUpdate()
                .set(PROJECT_MEMBER.ROLE, role)
                .execute();
    }

    @Override
    public void putTeam(ProjectId project, EntityId team, String role) {
        sql.insertInto(PROJECT_TEAM)
                .set(PROJECT_TEAM.PROJECT_ID, project.value())
                .set(PROJECT_TEAM.ENTITY_ID, team.value())
                .set(PROJECT_TEAM.ROLE, role)
                .onConflict(PROJECT_TEAM.PROJECT_ID, PROJECT_TEAM.ENTITY_ID)
                .doUpdate()
                .set(PROJECT_TEAM.ROLE, role)
                .execute();
    }

    @Override
    public boolean removeUser(ProjectId project, UserId user) {
        return sql.deleteFrom(PROJECT_MEMBER)
                        .where(PROJECT_MEMBER.PROJECT_ID.eq(project.value()))
                        .and(PROJECT_MEMBER.USER_ID.eq(user.value()))
                        .execute()
                > 0;
    }

    @Override
    public boolean removeTeam(ProjectId project, EntityId team) {
        return sql.deleteFrom(PROJECT_TEAM)
                        .where(PROJECT_TEAM.PROJECT_ID.eq(project.value()))
                        .and(PROJECT_TEAM.ENTITY_ID.eq(team.value()))
                        .execute()
                > 0;
    }

    private org.jooq.SelectConditionStep<Record> select(Condition which) {
        return sql.select(COLUMNS)
                .from(PROJECT)
                .join(ENTITY)
                .on(ENTITY.ID.eq(PROJECT.ENTITY_ID))
                .where(which);
    }

    private static void fill(ProjectRecord row, ProjectAbout about) {
        row.setDescription(about.description());
        row.setIsBenchmark(about.benchmark());
        row.setDockerImage(about.dockerImage());
        row.setRepo(about.repo());
        row.setFramework(about.framework());
        row.setViews(about.views());
        row.setAllArtifactTypes(about.allArtifactTypes());
        row.setIconName(about.icon() == null ? null : about.icon().name());
        row.setIconColor(about.icon() == null ? null : about.icon().color());
    }

    private static ProjectIcon icon(Record row) {
        String name = row.get(PROJECT.ICON_NAME);
        return name == null ? null : new ProjectIcon(name, row.get(PROJECT.ICON_COLOR));
    }

    static Project project(Record row) {
        Instant deletedAt = row.get(PROJECT.DELETED_AT);
        String stored = row.get(PROJECT.NAME);
        return new Project(
                new ProjectId(row.get(PROJECT.ID)),
                new EntityId(row.get(PROJECT.ENTITY_ID)),
                row.get(ENTITY.NAME),
                deletedAt == null ? stored : stored.substring(stored.indexOf(':') + 1),
                ProjectAccess.valueOf(row.get(PROJECT.ACCESS)),
                row.get(PROJECT.USER_ID) == null ? null : new UserId(row.get(PROJECT.USER_ID)),
                new ProjectAbout(
                        row.get(PROJECT.DESCRIPTION),
                        row.get(PROJECT.IS_BENCHMARK),
                        row.get(PROJECT.DOCKER_IMAGE),
                        row.get(PROJECT.REPO),
                        row.get(PROJECT.FRAMEWORK),
                        row.get(PROJECT.VIEWS),
                        row.get(PROJECT.ALL_ARTIFACT_TYPES),
                        icon(row)),
                row.get(PROJECT.CREATED_AT),
                row.get(PROJECT.UPDATED_AT),
                row.get(PROJECT.LAST_ACTIVE_AT),
                deletedAt);
    }
}
