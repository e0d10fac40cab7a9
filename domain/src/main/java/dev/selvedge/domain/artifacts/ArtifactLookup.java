package dev.selvedge.domain.artifacts;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.platform.Fault;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
        return Optional.ofNullable(versions.get(Set.of(id)).get(id)).filter(artifact -> mayRead(caller, artifact));
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

    private boolean mayRead(Caller caller, Artifact artifact) {
        if (projects.visible(caller, artifact.project()).isPresent()) {
            return true;
        }
        List<CollectionId> linkedIn =
                versions.membershipsOf(Set.of(artifact.id())).getOrDefault(artifact.id(), List.of()).stream()
                        .map(Membership::collection)
                        .toList();
        return collections.get(linkedIn).values().stream()
                .anyMatch(collection ->
                        projects.visible(caller, collection.project()).isPresent());
    }

    public Optional<ArtifactCollection> collection(Caller caller, CollectionId id) {
        return Optional.ofNullable(collections.get(Set.of(id)).get(id))
                .filter(found -> !found.deleted()
                        && projects.visible(caller, found.project()).isPresent());
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
