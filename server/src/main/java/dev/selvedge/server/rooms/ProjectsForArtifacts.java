package dev.selvedge.server.rooms;

import dev.selvedge.domain.artifacts.ArtifactProjects;
import dev.selvedge.domain.artifacts.ArtifactType;
import dev.selvedge.domain.artifacts.CollectionStore;
import dev.selvedge.domain.artifacts.CoreRegistries;
import dev.selvedge.domain.people.Access;
import dev.selvedge.domain.people.Action;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.Entity;
import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.people.EntityStore;
import dev.selvedge.domain.people.Resource;
import dev.selvedge.domain.projects.Project;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.projects.ProjectStore;
import dev.selvedge.domain.projects.Projects;
import dev.selvedge.platform.Fault;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Answers the artifacts room's questions about projects and rights. */
final class ProjectsForArtifacts implements ArtifactProjects {

    /** A project of an organization's entity with a name like this is a registry. */
    private static final String REGISTRY_PREFIX = "wandb-registry-";

    private static final int ALL_TYPES = 10_000;

    private final Projects projects;
    private final ProjectStore store;
    private final EntityStore entities;
    private final Access access;
    private final CollectionStore collections;
    private final CoreRegistries core;

    ProjectsForArtifacts(
            Projects projects,
            ProjectStore store,
            EntityStore entities,
            Access access,
            CollectionStore collections,
            CoreRegistries core) {
        this.projects = projects;
        this.store = store;
        this.entities = entities;
        this.access = access;
        this.collections = collections;
        this.core = core;
    }

    @Override
    public Optional<Place> visible(Caller caller, String entityName, String projectName) {
        return projects.find(caller, entityName, projectName)
                .filter(project -> mayRead(caller, project))
                .map(this::place);
    }

    @Override
    public Optional<Place> visible(Caller caller, ProjectId project) {
        return projects.find(caller, project)
                .filter(found -> mayRead(caller, found))
                .map(this::place);
    }

    @Override
    public boolean manages(Caller caller, ProjectId project) {
        return access.allowed(caller, Action.MANAGE, Resource.artifact(project));
    }

    private boolean mayRead(Caller caller, Project project) {
        return access.allowed(caller, Action.READ, Resource.artifact(project.id()));
    }

    @Override
    public Place writable(Caller caller, String entityName, String projectName) {
        Optional<Project> found =
                projects.find(caller, entityName, projectName).or(() -> coreRegistry(caller, entityName, projectName));
        if (found.isEmpty() && projectName.startsWith(REGISTRY_PREFIX)) {
            throw Fault.notFound("Registry not found: " + entityName + "/" + projectName);
        }
        Project project = found.orElseGet(() -> projects.open(caller, entityName, projectName, Resource.Type.ARTIFACT)
                .project());
        access.require(caller, Action.CREATE, Resource.artifact(project.id()));
        return place(project);
    }

    private Optional<Project> coreRegistry(Caller caller, String entityName, String projectName) {
        return CoreRegistries.isCore(projectName)
                ? entities.findEntity(entityName)
                        .filter(found -> found.kind() == Entity.Kind.ORGANIZATION)
                        .filter(found -> access.allowed(caller, Action.MANAGE, Resource.entity(found.id())))
                        .map(found -> core.open(found.id(), projectName))
                : Optional.empty();
    }

    @Override
    public Place require(Caller caller, Action action, ProjectId project) {
        access.require(caller, action, Resource.artifact(project));
        return visible(caller, project).orElseThrow(() -> Fault.notFound("No such project"));
    }

    @Override
    public void requireMaySetLifetime(Caller caller, ProjectId project) {
        Entity team = teamOf(project);
        if (team.policy().onlyAdminsSetLifetimes()
                && !access.allowed(caller, Action.MANAGE, Resource.entity(team.id()))) {
            throw Fault.denied("The team " + team.name() + " leaves it to its admins how long versions live");
        }
    }

    private Entity teamOf(ProjectId project) {
        return projects.find(Set.of(project)).stream()
                .findFirst()
                .flatMap(found -> entities.find(found.entity()))
                .orElseThrow(() -> Fault.notFound("No such project"));
    }

    /** By the keys of projects and teams: every read of versions asks this. */
    @Override
    public Map<ProjectId, Duration> lifetimes(Collection<ProjectId> asked) {
        if (asked.isEmpty()) {
            return Map.of();
        }
        List<Project> found = projects.find(Set.copyOf(asked));
        Map<EntityId, Entity> teams = entities
                .find(found.stream().map(Project::entity).distinct().toList())
                .stream()
                .filter(team -> team.policy().artifactLifetime().isPresent())
                .collect(Collectors.toMap(Entity::id, Function.identity()));
        return found.stream()
                .filter(project -> teams.containsKey(project.entity()))
                .collect(Collectors.toMap(Project::id, project -> lifetime(teams.get(project.entity()))));
    }

    @Override
    public List<TeamLifetime> teamLifetimes() {
        return entities.withArtifactLifetime().stream()
                .map(team -> new TeamLifetime(store.idsOf(team.id()), lifetime(team)))
                .toList();
    }

    private static Duration lifetime(Entity team) {
        return team.policy().artifactLifetime().orElseThrow();
    }

    @Override
    public void requireRunsWritable(Caller caller, ProjectId project) {
        access.require(caller, Action.WRITE, Resource.run(project));
    }

    private Place place(Project project) {
        boolean registry = project.name().startsWith(REGISTRY_PREFIX);
        Set<String> types = registry && !Boolean.TRUE.equals(project.about().allArtifactTypes())
                ? collections.listTypes(project.id(), Optional.empty(), ALL_TYPES).stream()
                        .map(ArtifactType::name)
                        .collect(Collectors.toSet())
                : Set.of();
        return new Place(project.id(), project.entityName(), project.name(), registry, types);
    }
}
