package dev.selvedge.domain.artifacts;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.projects.ProjectId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What belongs to versions and collections that were found before, for many at once. Whether the caller may see those
 * was settled when they were found; what leads on to other projects is checked here.
 */
public final class ArtifactDetails {

    private static final int PAGE = 1_000;

    private final CollectionStore collections;
    private final VersionStore versions;
    private final UsageStore usage;
    private final ArtifactProjects projects;

    public ArtifactDetails(
            CollectionStore collections, VersionStore versions, UsageStore usage, ArtifactProjects projects) {
        this.collections = collections;
        this.versions = versions;
        this.usage = usage;
        this.projects = projects;
    }

    public Map<ArtifactId, Artifact> artifacts(Collection<ArtifactId> ids) {
        return versions.get(Set.copyOf(ids));
    }

    /** As clients write them: the version's own time to live, else that of its team, which made types do not have. */
    public Map<ArtifactId, Long> lifetimes(Collection<Artifact> artifacts) {
        Map<ProjectId, Duration> usual = projects.lifetimes(artifacts.stream()
                .filter(artifact -> artifact.ttl() == null)
                .map(Artifact::project)
                .collect(toSet()));
        Map<ArtifactId, String> types = usual.isEmpty() ? Map.of() : TypeNames.of(artifacts, collections);
        return artifacts.stream()
                .distinct()
                .collect(toMap(
                        Artifact::id,
                        artifact -> Ttls.seconds(
                                artifact.ttl(),
                                MadeTypes.includes(types.getOrDefault(artifact.id(), ""))
                                        ? null
                                        : usual.get(artifact.project()))));
    }

    public Map<ArtifactId, List<Alias>> aliases(Collection<ArtifactId> ids) {
        return versions.aliasesOf(ids);
    }

    public Map<ArtifactId, List<Tag>> tags(Collection<ArtifactId> ids) {
        return versions.tags(ids);
    }

    public Map<ArtifactId, Integer> timesUsed(Collection<ArtifactId> ids) {
        return usage.countRuns(ids, UsageStore.Role.INPUT);
    }

    public Map<CollectionId, ArtifactCollection> collections(Collection<CollectionId> ids) {
        return collections.get(Set.copyOf(ids));
    }

    public Map<CollectionId, List<Tag>> collectionTags(Collection<CollectionId> ids) {
        return collections.tags(ids);
    }

    public Map<ArtifactTypeId, ArtifactType> types(Collection<ArtifactTypeId> ids) {
        return collections.types(Set.copyOf(ids));
    }

    /** By name: a version linked from elsewhere has the type of that name there. */
    public String typeName(Artifact artifact) {
        return TypeNames.of(artifact, collections);
    }

    /** The newest version that is there, which need not be the one committed last. */
    public Optional<ArtifactId> latest(CollectionId collection) {
        return versions.byAlias(collection, Alias.LATEST).map(Membership::artifact);
    }

    /** Its own sequence first, then the links; places in projects that the caller may not see are left out. */
    public List<Membership> places(Caller caller, ArtifactId artifact) {
        List<Membership> all = versions.membershipsOf(Set.of(artifact)).getOrDefault(artifact, List.of());
        Map<CollectionId, ArtifactCollection> found =
                collections(all.stream().map(Membership::collection).toList());
        return all.stream()
                .filter(place -> projects.visible(
                                caller, found.get(place.collection()).project())
                        .isPresent())
                .toList();
    }

    public Listing<Alias> aliases(CollectionId collection, Integer first, String after) {
        int size = Listing.size(first);
        return Listing.of(
                versions.aliases(collection, Cursors.id(after), size + 1),
                size,
                alias -> Long.toString(alias.id()),
                () -> versions.aliases(collection, Optional.empty(), PAGE).size());
    }

    public Optional<String> serverId(String clientId) {
        return usage.serverId(clientId);
    }
}
