package dev.selvedge.wire.graphql.artifacts;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.selvedge.domain.artifacts.Alias;
import dev.selvedge.domain.artifacts.Artifact;
import dev.selvedge.domain.artifacts.ArtifactCollection;
import dev.selvedge.domain.artifacts.ArtifactDetails;
import dev.selvedge.domain.artifacts.ArtifactId;
import dev.selvedge.domain.artifacts.ArtifactLookup;
import dev.selvedge.domain.artifacts.ArtifactType;
import dev.selvedge.domain.artifacts.ArtifactTypeId;
import dev.selvedge.domain.artifacts.CollectionId;
import dev.selvedge.domain.artifacts.Listing;
import dev.selvedge.domain.artifacts.Membership;
import dev.selvedge.domain.artifacts.Tag;
import dev.selvedge.domain.artifacts.VersionCatalog;
import dev.selvedge.platform.Page;
import dev.selvedge.wire.graphql.Connection;
import dev.selvedge.wire.graphql.Immediate;
import graphql.GraphQLContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/**
 * Sequences and portfolios; mappings of the interface serve both. Of one in a project that the caller does not see there
 * are its name and description, and nothing that it holds.
 */
@Controller
class CollectionController {

    private static final String COLLECTION = "ArtifactCollection";

    private final ArtifactDetails details;
    private final ArtifactLookup lookup;
    private final VersionCatalog catalog;
    private final SeenProjects seen;

    CollectionController(ArtifactDetails details, ArtifactLookup lookup, VersionCatalog catalog, SeenProjects seen) {
        this.seen = seen;
        this.details = details;
        this.lookup = lookup;
        this.catalog = catalog;
    }

    /** A version in a list, with its name there. */
    record VersionEdge(Artifact node, String version, String cursor) {}

    record VersionConnection(
            List<VersionEdge> edges, Connection.PageInfo pageInfo, java.util.function.IntSupplier total) {
        public int totalCount() {
            return total.getAsInt();
        }
    }

    @Immediate
    @SchemaMapping(typeName = COLLECTION)
    String id(ArtifactCollection collection) {
        return collection.id().global();
    }

    @Immediate
    @SchemaMapping(typeName = COLLECTION)
    String state(ArtifactCollection collection) {
        return collection.deleted() ? "DELETED" : "READY";
    }

    @BatchMapping(typeName = COLLECTION)
    Map<ArtifactCollection, ArtifactType> defaultArtifactType(List<ArtifactCollection> collections) {
        Map<ArtifactTypeId, ArtifactType> types =
                details.types(collections.stream().map(ArtifactCollection::type).toList());
        return collections.stream().distinct().collect(toMap(identity(), each -> types.get(each.type())));
    }

    @BatchMapping(typeName = COLLECTION)
    Map<ArtifactCollection, Counted<Tag>> tags(List<ArtifactCollection> collections, GraphQLContext context) {
        Map<CollectionId, List<Tag>> tags = details.collectionTags(collections.stream()
                .filter(each -> seen.contains(each.project(), context))
                .map(ArtifactCollection::id)
                .distinct()
                .toList());
        return collections.stream()
                .distinct()
                .collect(toMap(identity(), each -> Counted.whole(tags.getOrDefault(each.id(), List.of()))));
    }

    @SchemaMapping(typeName = COLLECTION)
    Counted<Alias> aliases(
            ArtifactCollection collection, @Argument Integer first, @Argument String after, GraphQLContext context) {
        return seen.contains(collection.project(), context)
                ? Counted.of(details.aliases(collection.id(), first, after))
                : Counted.none();
    }

    @SchemaMapping(typeName = COLLECTION)
    Membership artifactMembership(ArtifactCollection collection, @Argument String aliasName, GraphQLContext context) {
        return seen.contains(collection.project(), context)
                ? lookup.membership(collection.id(), aliasName).orElse(null)
                : null;
    }

    @SchemaMapping(typeName = COLLECTION)
    Counted<Membership> artifactMemberships(
            ArtifactCollection collection, @Argument Integer first, @Argument String after, GraphQLContext context) {
        return seen.contains(collection.project(), context)
                ? Counted.of(catalog.of(collection.id(), null, null, first, after))
                : Counted.none();
    }

    @SchemaMapping(typeName = COLLECTION)
    VersionConnection artifacts(
            ArtifactCollection collection,
            @Argument String filters,
            @Argument String order,
            @Argument Integer first,
            @Argument String after,
            GraphQLContext context) {
        Listing<Membership> found = seen.contains(collection.project(), context)
                ? catalog.of(collection.id(), filters, order, first, after)
                : new Listing<>(Page.empty(), () -> 0);
        Map<ArtifactId, Artifact> artifacts = details.artifacts(
                found.page().items().stream().map(Membership::artifact).toList());
        Connection<Membership> memberships = Connection.of(found.page());
        return new VersionConnection(
                memberships.edges().stream()
                        .map(edge -> new VersionEdge(
                                artifacts.get(edge.node().artifact()),
                                "v" + edge.node().versionIndex(),
                                edge.cursor()))
                        .toList(),
                memberships.pageInfo(),
                found.total());
    }

    @SchemaMapping(typeName = "ArtifactSequence")
    Artifact latestArtifact(ArtifactCollection sequence, GraphQLContext context) {
        return Optional.of(sequence)
                .filter(each -> seen.contains(each.project(), context))
                .flatMap(each -> details.latest(each.id()))
                .map(id -> details.artifacts(Set.of(id)).get(id))
                .orElse(null);
    }

    @SchemaMapping(typeName = "ArtifactSequence", field = "digestAlgorithm")
    String digestAlgorithmOfSequence(ArtifactCollection sequence, GraphQLContext context) {
        Artifact latest = latestArtifact(sequence, context);
        return latest == null ? null : latest.digestAlgorithm().word();
    }
}
