package dev.selvedge.domain.automations;

import dev.selvedge.domain.artifacts.ArtifactLookup;
import dev.selvedge.domain.artifacts.CollectionId;
import dev.selvedge.domain.people.Access;
import dev.selvedge.domain.people.Action;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.Entity;
import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.people.EntityStore;
import dev.selvedge.domain.people.Resource;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.people.UserStore;
import dev.selvedge.domain.projects.Project;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.projects.ProjectStore;
import dev.selvedge.domain.projects.Projects;
import dev.selvedge.platform.GlobalId;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;

/** Entities, projects and collections as automations watch them. */
public final class OwnedScopes implements AutomationScopes {

    private final Access access;
    private final EntityStore entities;
    private final UserStore users;
    private final Projects projects;
    private final ProjectStore projectStore;
    private final ArtifactLookup collections;

    public OwnedScopes(
            Access access,
            EntityStore entities,
            UserStore users,
            Projects projects,
            ProjectStore projectStore,
            ArtifactLookup collections) {
        this.access = access;
        this.entities = entities;
        this.users = users;
        this.projects = projects;
        this.projectStore = projectStore;
        this.collections = collections;
    }

    @Override
    public Optional<Scope> find(Caller caller, Scope.Type type, String globalId) {
        return switch (type) {
            case ENTITY -> number("Entity", globalId).flatMap(id -> ofEntity(caller, new EntityId(id)));
            case PROJECT -> number("Project", globalId).flatMap(id -> ofProject(caller, new ProjectId(id)));
            case ARTIFACT_COLLECTION ->
                number("ArtifactCollection", globalId).flatMap(id -> ofCollection(caller, new CollectionId(id)));
        };
    }

    private static Optional<Long> number(String type, String globalId) {
        OptionalLong id = GlobalId.decode(type, globalId);
        return id.isPresent() ? Optional.of(id.getAsLong()) : Optional.empty();
    }

    private Optional<Scope> ofEntity(Caller caller, EntityId id) {
        return entities.find(id)
                .filter(entity -> sees(caller, entity.id()))
                .map(entity -> new Scope(Scope.Type.ENTITY, id.value(), id, null));
    }

    private Optional<Scope> ofProject(Caller caller, ProjectId id) {
        return projects.find(caller, id)
                .map(project -> new Scope(Scope.Type.PROJECT, id.value(), project.entity(), id));
    }

    private Optional<Scope> ofCollection(Caller caller, CollectionId id) {
        return collections.collection(caller, id).flatMap(collection -> {
            Optional<Project> project = projects.find(caller, collection.project());
            return project.map(
                    found -> new Scope(Scope.Type.ARTIFACT_COLLECTION, id.value(), found.entity(), found.id()));
        });
    }

    @Override
    public Optional<EntityId> entity(Caller caller, String name) {
        return entities.findEntity(name).map(Entity::id).filter(id -> sees(caller, id));
    }

    private boolean sees(Caller caller, EntityId entity) {
        return access.allowed(caller, Action.READ, Resource.entity(entity));
    }

    @Override
    public boolean mayRead(Caller caller, Scope scope) {
        return access.allowed(caller, Action.READ, resource(scope));
    }

    @Override
    public boolean mayHear(UserId person, ProjectId project, EventType event) {
        Resource.Type kind = event.isRunEvent() ? Resource.Type.RUN : Resource.Type.ARTIFACT;
        return asCaller(person)
                .filter(caller -> access.allowedWithin(caller, project, Action.READ, kind))
                .isPresent();
    }

    @Override
    public boolean mayWrite(UserId person, Scope scope) {
        return asCaller(person)
                .filter(caller -> access.allowed(caller, Action.WRITE, resource(scope)))
                .isPresent();
    }

    @Override
    public boolean mayUse(UserId person, EntityId receivers) {
        return asCaller(person)
                .filter(caller -> access.allowed(caller, Action.READ, Resource.integration(receivers)))
                .filter(caller -> access.allowed(caller, Action.WRITE, Resource.entityAutomation(receivers)))
                .filter(caller -> !isOutside(receivers))
                .isPresent();
    }

    /** Who is kept out is told nothing at home either. */
    private boolean isOutside(EntityId receivers) {
        return entities.find(receivers)
                .map(Entity::user)
                .flatMap(users::find)
                .filter(owner -> !owner.isActive())
                .isPresent();
    }

    /** An administrator's rights end with a deactivation, memberships wait. */
    private Optional<Caller> asCaller(UserId person) {
        return users.find(person)
                .filter(user -> !user.isDeleted())
                .map(user -> new Caller.SignedIn(user.id(), user.username(), user.isActive() && user.admin()));
    }

    @Override
    public Optional<ProjectId> firstProject(Caller caller, EntityId entity) {
        return projectStore.idsOf(entity).stream()
                .sorted(Comparator.comparingLong(ProjectId::value))
                .filter(id -> access.allowed(caller, Action.READ, Resource.project(id)))
                .findFirst();
    }

    @Override
    public void require(Caller caller, Action action, Scope scope) {
        access.require(caller, action, resource(scope));
    }

    private static Resource resource(Scope scope) {
        return scope.project() == null
                ? Resource.entityAutomation(scope.entity())
                : Resource.automation(scope.project());
    }
}
