package dev.selvedge.domain.artifacts;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.platform.Fault;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Finds versions and collections, and only those the caller may see. */
public final class ArtifactLookup {

    private final CollectionStore collections;
    private final VersionStore versions;
    private final ArtifactProjects projects;

    public ArtifactLookup(CollectionStore collections, VersionStore versions, ArtifactProjects projects) {
        this.collections = collections;
        this.versions = versions;
        this.projects = projects;
    }

    /** Visible through its own project or through a collection that links it. */
    public Optional<Artifact> artifact(Caller caller, ArtifactId id) {
        return Optional.ofNullable(artifacts(caller, Set.of(id)).get(id));
    }

    /** Those of them that are there and that the caller may see; each project is asked once. */
    public Map<ArtifactId, Artifact> artifacts(Caller caller, Collection<ArtifactId> ids) {
        Map<ArtifactId, Artifact> found = versions.get(Set.copyOf(ids));
        Map<ProjectId, Boolean> asked = new HashMap<>();
        Predicate<ProjectId> seen = project -> asked.computeIfAbsent(project, id -> sees(caller, id));
        Set<ArtifactId> visible = new HashSet<>();
        Set<ArtifactId> elsewhere = new HashSet<>();
        found.values().forEach(each -> (seen.test(each.project()) ? visible : elsewhere).add(each.id()));
        if (elsewhere.isEmpty()) {
            return found;
        }
        List<Membership> places = versions.membershipsOf(elsewhere).values().stream()
                .flatMap(List::stream)
                .toList();
        Map<CollectionId, ArtifactCollection> homes =
                collections.get(places.stream().map(Membership::collection).collect(toSet()));
        places.stream()
                .filter(place -> homes.containsKey(place.collection())
                        && seen.test(homes.get(place.collection()).project()))
                .forEach(place -> visible.add(place.artifact()));
        return found.values().stream()
                .filter(each -> visible.contains(each.id()))
                .collect(toMap(Artifact::id, identity()));
    }

    /** Whether the caller sees the project and the artifacts in it. */
    public boolean sees(Caller caller, ProjectId project) {
        return projects.visible(caller, project).isPresent();
    }

    public Artifact require(Caller caller, ArtifactId id) {
        return artifact(caller, id).orElseThrow(() -> Fault.notFound("No such artifact"));
    }

    /** A committed version; drafts and deleted ones are refused. */
    public Artifact requireCommitted(Caller caller, ArtifactId id) {
        Artifact artifact = require(caller, id);
        if (!artifact.committed()) {
            throw Fault.invalid(
                    artifact.state() == Artifact.State.PENDING
                            ? "The artifact is not committed yet"
                            : "The artifact is deleted");
        }
        return artifact;
    }

    public Optional<ArtifactCollection> collection(Caller caller, CollectionId id) {
        return Optional.ofNullable(collections.get(Set.of(id)).get(id))
                .filter(found -> !found.deleted() && sees(caller, found.project()));
    }

    public ArtifactCollection requireCollection(Caller caller, CollectionId id) {
        return collection(caller, id).orElseThrow(() -> Fault.notFound("No such artifact collection"));
    }

    public Optional<ArtifactCollection> collection(Caller caller, String entity, String project, String name) {
        return projects.visible(caller, entity, project).flatMap(place -> collections.find(place.id(), name));
    }

    public Optional<ArtifactCollection> collection(Caller caller, ProjectId project, String name) {
        return projects.visible(caller, project).flatMap(place -> collections.find(place.id(), name));
    }

    public Optional<Membership> membership(Caller caller, ProjectId project, String name) {
        return projects.visible(caller, project).flatMap(place -> membership(place, name));
    }

    /**
     * Where {@code name:alias}, {@code name:v3}, {@code name:digest} or {@code name} alone (the latest) stands in this
     * project.
     *
     * <p>An alias may hold colons of its own, a collection name none.
     */
    public Optional<Membership> membership(ArtifactProjects.Place place, String name) {
        int colon = name.indexOf(':');
        String collection = colon < 0 ? name : name.substring(0, colon);
        String alias = colon < 0 ? Alias.LATEST : name.substring(colon + 1);
        return collections.find(place.id(), collection).flatMap(found -> membership(found.id(), alias));
    }

    public Optional<Membership> membership(CollectionId collection, String alias) {
        if (ArtifactNames.isVersion(alias)) {
            return versions.byIndex(collection, Integer.parseInt(alias.substring(1)));
        }
        Optional<Membership> named = versions.byAlias(collection, alias);
        return named.isEmpty()
                ? versions.findCommitted(collection, alias).flatMap(id -> versions.byArtifact(collection, id))
                : named;
    }

    /** Whether the version's own project, as far as the caller may see it, belongs to this entity. */
    boolean isIn(Caller caller, Artifact artifact, String entity) {
        return projects.visible(caller, artifact.project())
                .filter(place -> place.entityName().equals(entity))
                .isPresent();
    }
}
