package dev.selvedge.domain.automations.firing;

import static java.util.stream.Collectors.toMap;

import dev.selvedge.domain.artifacts.ArtifactCollection;
import dev.selvedge.domain.artifacts.CollectionId;
import dev.selvedge.domain.artifacts.CollectionStore;
import dev.selvedge.domain.people.Entity;
import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.people.EntityStore;
import dev.selvedge.domain.people.Organization;
import dev.selvedge.domain.projects.Project;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.projects.Projects;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds where collections and runs belong. */
public final class Places {

    private final CollectionStore collections;
    private final Projects projects;
    private final EntityStore entities;

    public Places(CollectionStore collections, Projects projects, EntityStore entities) {
        this.collections = collections;
        this.projects = projects;
        this.entities = entities;
    }

    List<Place> of(Collection<CollectionId> ids) {
        Collection<ArtifactCollection> found = collections.get(ids).values();
        Map<ProjectId, Project> owners =
                projects
                        .find(found.stream()
                                .map(ArtifactCollection::project)
                                .distinct()
                                .toList())
                        .stream()
                        .collect(toMap(Project::id, project -> project));
        return found.stream()
                .filter(collection -> owners.containsKey(collection.project()))
                .map(collection -> new Place(
                        collection.project().value(),
                        collection.id().value(),
                        null,
                        entitiesOf(owners.get(collection.project()).entity())))
                .toList();
    }

    Optional<Place> of(ProjectId id) {
        return projects.find(List.of(id)).stream()
                .findFirst()
                .map(project -> new Place(id.value(), null, null, entitiesOf(project.entity())));
    }

    private List<Long> entitiesOf(EntityId own) {
        Optional<Long> above = entities.find(own)
                .map(Entity::organization)
                .flatMap(entities::find)
                .map(Organization::entity)
                .map(EntityId::value);
        return Stream.concat(Stream.of(own.value()), above.stream()).distinct().toList();
    }
}
