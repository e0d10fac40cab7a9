package dev.selvedge.wire.graphql.artifacts;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.selvedge.domain.artifacts.Artifact;
import dev.selvedge.domain.artifacts.ArtifactCollection;
import dev.selvedge.domain.artifacts.ArtifactDetails;
import dev.selvedge.domain.artifacts.ArtifactLookup;
import dev.selvedge.domain.artifacts.ArtifactType;
import dev.selvedge.domain.artifacts.CollectionCatalog;
import dev.selvedge.domain.artifacts.Membership;
import dev.selvedge.domain.people.Access;
import dev.selvedge.domain.people.Action;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.Resource;
import dev.selvedge.domain.projects.Project;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.projects.Projects;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Artifacts seen from their project, and the way back. */
@Controller
class ProjectArtifactsController {

    private final CollectionCatalog catalog;
    private final ArtifactLookup lookup;
    private final ArtifactDetails details;
    private final Projects projects;
    private final Access access;

    ProjectArtifactsController(
            CollectionCatalog catalog,
            ArtifactLookup lookup,
            ArtifactDetails details,
            Projects projects,
            Access access) {
        this.access = access;
        this.catalog = catalog;
        this.lookup = lookup;
        this.details = details;
        this.projects = projects;
    }

    /** {@code enableTracking} asks to count the look-up as a use, which {@code useArtifact} does for all clients. */
    @SchemaMapping(typeName = "Project")
    Artifact artifact(Project project, @Argument String name, @ContextValue Caller caller) {
        return lookup.membership(caller, project.id(), name)
                .map(Membership::artifact)
                .map(id -> details.artifacts(Set.of(id)).get(id))
                .orElse(null);
    }

    @SchemaMapping(typeName = "Project")
    Membership artifactCollectionMembership(Project project, @Argument String name, @ContextValue Caller caller) {
        return lookup.membership(caller, project.id(), name).orElse(null);
    }

    @SchemaMapping(typeName = "Project")
    ArtifactType artifactType(Project project, @Argument String name, @ContextValue Caller caller) {
        return reads(caller, project) ? catalog.type(project.id(), name).orElse(null) : null;
    }

    /** Whoever came by a link or an invitation to a report has the project before them and none of its artifacts. */
    private boolean reads(Caller caller, Project project) {
        return access.allowed(caller, Action.READ, Resource.artifact(project.id()));
    }

    @SchemaMapping(typeName = "Project")
    Counted<ArtifactType> artifactTypes(
            Project project, @Argument Integer first, @Argument String after, @ContextValue Caller caller) {
        return reads(caller, project) ? Counted.of(catalog.types(project.id(), first, after)) : Counted.none();
    }

    @SchemaMapping(typeName = "Project")
    ArtifactCollection artifactCollection(Project project, @Argument String name, @ContextValue Caller caller) {
        return lookup.collection(caller, project.id(), name).orElse(null);
    }

    @SchemaMapping(typeName = "Project")
    Counted<ArtifactCollection> artifactCollections(
            Project project,
            @Argument String filters,
            @Argument String order,
            @Argument Integer first,
            @Argument String after,
            @ContextValue Caller caller) {
        if (!reads(caller, project)) {
            return Counted.none();
        }
        return Counted.of(catalog.collections(
                new CollectionCatalog.Query(Set.of(project.id()), null, Set.of(), filters, order, first, after)));
    }

    /** Null where the caller sees a version by a link but not the project it comes from. */
    @BatchMapping(typeName = "ArtifactCollection")
    Map<ArtifactCollection, Project> project(List<ArtifactCollection> collections, @ContextValue Caller caller) {
        Map<ProjectId, Project> found = new HashMap<>();
        collections.stream()
                .map(ArtifactCollection::project)
                .distinct()
                .forEach(id -> projects.find(caller, id).ifPresent(project -> found.put(id, project)));
        return collections.stream()
                .distinct()
                .filter(each -> found.containsKey(each.project()))
                .collect(toMap(identity(), each -> found.get(each.project())));
    }
}
