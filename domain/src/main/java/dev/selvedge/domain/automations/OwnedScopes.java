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
import dev.selvedge.domain.projects.Project;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.projects.Projects;
import dev.selvedge.platform.GlobalId;
import java.util.Optional;
import java.util.OptionalLong;

/** Entities, projects and collections as automations watch them. */
public final class OwnedScopes implements AutomationScopes {

    private final Access access;
    private final EntityStore entities;
    private final Projects projects;
    private final ArtifactLookup collections;

    public OwnedScopes(Access access, EntityStore entities, Projects projects, ArtifactLookup collections) {
        this.access = access;
        this.entities = entities;
        this.projects = projects;
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
                .filter(entity -> mayRead(caller, entity.id()))
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
        return entities.findEntity(name).map(Entity::id).filter(id -> mayRead(caller, id));
    }

    @Override
    public boolean mayRead(Caller caller, EntityId entity) {
        return access.allowed(caller, Action.READ, Resource.entity(entity));
    }

    @Override
    public boolean mayRead(Caller caller, ProjectId project) {
        return access.allowed(caller, Action.READ, Resource.project(project));
    }

    @Override
    public void requireWrite(Caller caller, Scope scope) {
        if (scope.project() == null) {
            requireWrite(caller, scope.entity());
        } else {
            access.require(caller, Action.WRITE, Resource.project(scope.project()));
        }
    }

    /** Automations of a team are its members' to make, as its projects are. */
    @Override
    public void requireWrite(Caller caller, EntityId entity) {
        access.require(caller, Action.CREATE, Resource.entity(entity));
    }
}
