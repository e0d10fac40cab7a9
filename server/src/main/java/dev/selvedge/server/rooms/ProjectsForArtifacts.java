package dev.selvedge.server.rooms;

import dev.selvedge.domain.artifacts.ArtifactProjects;
import dev.selvedge.domain.artifacts.ArtifactType;
import dev.selvedge.domain.artifacts.CollectionStore;
import dev.selvedge.domain.people.Access;
import dev.selvedge.domain.people.Action;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.Resource;
import dev.selvedge.domain.projects.Project;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.projects.Projects;
import dev.selvedge.platform.Fault;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Answers the artifacts room's questions about projects and rights. */
final class ProjectsForArtifacts implements ArtifactProjects {

    /** A project of an organization's entity with a name like this is a registry. */
    private static final String REGISTRY_PREFIX = "wandb-registry-";

    private static final int ALL_TYPES = 10_000;

    private final Projects projects;
    private final Access access;
    private final CollectionStore collections;

    ProjectsForArtifacts(Projects projects, Access access, CollectionStore collections) {
        this.projects = projects;
        this.access = access;
        this.collections = collections;
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
        Optional<Project> found = projects.find(caller, entityName, projectName);
        if (found.isEmpty() && projectName.startsWith(REGISTRY_PREFIX)) {
            throw Fault.notFound("Registry not found: " + entityName + "/" + projectName);
        }
        Project project = found.orElseGet(() -> projects.open(caller, entityName, projectName, Resource.Type.ARTIFACT)
                .project());
        access.require(caller, Action.CREATE, Resource.artifact(project.id()));
        return place(project);
    }

    @Override
    public Place require(Caller caller, Action action, ProjectId project) {
        access.require(caller, action, Resource.artifact(project));
        return visible(caller, project).orElseThrow(() -> Fault.notFound("No such project"));
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
