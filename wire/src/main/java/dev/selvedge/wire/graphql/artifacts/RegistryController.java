package dev.selvedge.wire.graphql.artifacts;

import dev.selvedge.domain.artifacts.ArtifactCollection;
import dev.selvedge.domain.artifacts.ArtifactLookup;
import dev.selvedge.domain.artifacts.Membership;
import dev.selvedge.domain.artifacts.RegistrySearch;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.Entity;
import dev.selvedge.domain.projects.Project;
import dev.selvedge.domain.projects.Projects;
import dev.selvedge.platform.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** What the registries of an organization hold, asked at the organization's own entity. */
@Controller
@SchemaMapping(typeName = "Entity")
class RegistryController {

    private static final int PAGE = 500;

    private final RegistrySearch search;
    private final Projects projects;
    private final ArtifactLookup lookup;

    RegistryController(RegistrySearch search, Projects projects, ArtifactLookup lookup) {
        this.lookup = lookup;
        this.search = search;
        this.projects = projects;
    }

    @SchemaMapping
    Counted<ArtifactCollection> artifactCollections(
            Entity entity,
            @Argument String projectFilters,
            @Argument String filters,
            @Argument List<ArtifactCollection.Kind> collectionTypes,
            @Argument String order,
            @Argument Integer first,
            @Argument String after,
            @ContextValue Caller caller) {
        return Counted.of(search.collections(
                registries(caller, entity),
                new RegistrySearch.Filters(projectFilters, filters, null),
                collectionTypes == null ? Set.of() : Set.copyOf(collectionTypes),
                order,
                first,
                after));
    }

    @SchemaMapping
    Counted<Membership> artifactMemberships(
            Entity entity,
            @Argument String projectFilters,
            @Argument String collectionFilters,
            @Argument String filters,
            @Argument String order,
            @Argument Integer first,
            @Argument String after,
            @ContextValue Caller caller) {
        return Counted.of(search.versions(
                registries(caller, entity),
                new RegistrySearch.Filters(projectFilters, collectionFilters, filters),
                order,
                first,
                after));
    }

    /** The list also names projects into which the caller was invited for a report, and that opens no artifacts. */
    private List<RegistrySearch.Registry> registries(Caller caller, Entity entity) {
        List<RegistrySearch.Registry> all = new ArrayList<>();
        Page<Project> page = projects.list(caller, entity.name(), PAGE, null);
        while (true) {
            page.items().stream()
                    .filter(project -> lookup.sees(caller, project.id()))
                    .forEach(project -> all.add(registry(project)));
            if (!page.hasNext()) {
                return all;
            }
            page = projects.list(caller, entity.name(), PAGE, page.endCursor());
        }
    }

    private static RegistrySearch.Registry registry(Project project) {
        return new RegistrySearch.Registry(
                project.id(),
                project.name(),
                project.entity().value(),
                project.about().description(),
                project.createdAt(),
                project.updatedAt());
    }
}
