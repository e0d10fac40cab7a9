package dev.selvedge.domain.artifacts;

import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.platform.filter.FilterValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lists of types and collections. Callers have checked that the projects may be seen. */
public final class CollectionCatalog {

    private static final int BATCH = 1_000;

    /** @param type null = any; empty kinds = any */
    public record Query(
            Set<ProjectId> projects,
            ArtifactTypeId type,
            Set<ArtifactCollection.Kind> kinds,
            String filters,
            String order,
            Integer first,
            String after) {

        boolean plain() {
            return (filters == null || filters.isBlank() || filters.equals("{}")) && (order == null || order.isBlank());
        }
    }

    private final CollectionStore collections;

    public CollectionCatalog(CollectionStore collections) {
        this.collections = collections;
    }

    public Listing<ArtifactType> types(ProjectId project, Integer first, String after) {
        int size = Listing.size(first);
        return Listing.of(
                collections.listTypes(project, Cursors.id(after).map(ArtifactTypeId::new), size + 1),
                size,
                type -> Long.toString(type.id().value()),
                () -> collections
                        .listTypes(project, Optional.empty(), Integer.MAX_VALUE)
                        .size());
    }

    public Optional<ArtifactType> type(ProjectId project, String name) {
        return collections.findType(project, name);
    }

    public Listing<ArtifactCollection> collections(Query query) {
        if (!query.plain()) {
            return Listing.slice(
                    matching(query),
                    query.first(),
                    query.after(),
                    found -> Long.toString(found.id().value()));
        }
        int size = Listing.size(query.first());
        return Listing.of(
                collections.list(
                        query.projects(),
                        query.type(),
                        query.kinds(),
                        Cursors.id(query.after()).map(CollectionId::new),
                        size + 1),
                size,
                found -> Long.toString(found.id().value()),
                () -> all(query).size());
    }

    /** All that the filters let through, in order. */
    List<ArtifactCollection> matching(Query query) {
        List<ArtifactCollection> all = all(query);
        Map<CollectionId, List<Tag>> tags =
                collections.tags(all.stream().map(ArtifactCollection::id).toList());
        Map<ArtifactTypeId, ArtifactType> types = collections.types(
                all.stream().map(ArtifactCollection::type).distinct().toList());
        return Sifting.sift(
                all,
                query.filters(),
                query.order(),
                (each, key) -> value(each, tags.getOrDefault(each.id(), List.of()), types.get(each.type()), key));
    }

    private List<ArtifactCollection> all(Query query) {
        List<ArtifactCollection> all = new ArrayList<>();
        Optional<CollectionId> after = Optional.empty();
        while (true) {
            List<ArtifactCollection> some =
                    collections.list(query.projects(), query.type(), query.kinds(), after, BATCH);
            all.addAll(some);
            if (some.size() < BATCH) {
                return all;
            }
            after = Optional.of(some.getLast().id());
        }
    }

    private static FilterValue value(ArtifactCollection each, List<Tag> tags, ArtifactType type, String key) {
        return switch (key) {
            case "id", "artifact_collection_id" ->
                Sifting.id(each.id().value(), each.id().global());
            case "name" -> Sifting.text(each.name());
            case "description" -> Sifting.text(each.description());
            case "tag", "tags" -> Sifting.texts(tags.stream().map(Tag::name).toList());
            case "type", "artifact_type" -> Sifting.text(type.name());
            case "created_at", "createdAt" -> Sifting.time(each.createdAt());
            case "updated_at", "updatedAt" -> Sifting.time(each.updatedAt());
            default -> null;
        };
    }
}
