package dev.selvedge.domain.artifacts;

import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.platform.filter.FilterValue;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Collections and versions across the registries of an organization, by filters on each level. */
public final class RegistrySearch {

    /** A project as far as filters know it. Callers list only those that may be seen. */
    public record Registry(
            ProjectId id, String name, long entity, String description, Instant createdAt, Instant updatedAt) {}

    /** Null filters let everything through. */
    public record Filters(String registries, String collections, String versions) {}

    private final CollectionCatalog collections;
    private final VersionCatalog versions;

    public RegistrySearch(CollectionCatalog collections, VersionCatalog versions) {
        this.collections = collections;
        this.versions = versions;
    }

    public Listing<ArtifactCollection> collections(
            List<Registry> registries,
            Filters filters,
            Set<ArtifactCollection.Kind> kinds,
            String order,
            Integer first,
            String after) {
        return collections.collections(new CollectionCatalog.Query(
                matching(registries, filters.registries()), null, kinds, filters.collections(), order, first, after));
    }

    public Listing<Membership> versions(
            List<Registry> registries, Filters filters, String order, Integer first, String after) {
        List<ArtifactCollection> found = collections.matching(new CollectionCatalog.Query(
                matching(registries, filters.registries()),
                null,
                Set.of(ArtifactCollection.Kind.PORTFOLIO),
                filters.collections(),
                null,
                null,
                null));
        return versions.of(
                found.stream().map(ArtifactCollection::id).toList(), filters.versions(), order, first, after);
    }

    private static Set<ProjectId> matching(List<Registry> registries, String filters) {
        return Sifting.sift(registries, filters, null, RegistrySearch::value).stream()
                .map(Registry::id)
                .collect(Collectors.toSet());
    }

    private static FilterValue value(Registry registry, String key) {
        return switch (key) {
            case "id" -> Sifting.number(registry.id().value());
            case "name" -> Sifting.text(registry.name());
            case "entity_id" -> Sifting.number(registry.entity());
            case "description" -> Sifting.text(registry.description());
            case "created_at", "createdAt" -> Sifting.time(registry.createdAt());
            case "updated_at", "updatedAt" -> Sifting.time(registry.updatedAt());
            default -> null;
        };
    }
}
