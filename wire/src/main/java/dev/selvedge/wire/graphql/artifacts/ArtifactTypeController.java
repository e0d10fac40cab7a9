package dev.selvedge.wire.graphql.artifacts;

import dev.selvedge.domain.artifacts.Artifact;
import dev.selvedge.domain.artifacts.ArtifactCollection;
import dev.selvedge.domain.artifacts.ArtifactDetails;
import dev.selvedge.domain.artifacts.ArtifactLookup;
import dev.selvedge.domain.artifacts.ArtifactType;
import dev.selvedge.domain.artifacts.CollectionCatalog;
import dev.selvedge.domain.artifacts.Membership;
import dev.selvedge.domain.people.Caller;
import graphql.GraphQLContext;
import java.util.Set;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** A type and the collections under it. */
@Controller
@SchemaMapping(typeName = "ArtifactType")
class ArtifactTypeController {

    private final CollectionCatalog catalog;
    private final ArtifactLookup lookup;
    private final ArtifactDetails details;
    private final SeenProjects seen;

    ArtifactTypeController(
            CollectionCatalog catalog, ArtifactLookup lookup, ArtifactDetails details, SeenProjects seen) {
        this.seen = seen;
        this.catalog = catalog;
        this.lookup = lookup;
        this.details = details;
    }

    @SchemaMapping
    String id(ArtifactType type) {
        return type.id().global();
    }

    @SchemaMapping
    Counted<ArtifactCollection> artifactCollections(
            ArtifactType type,
            @Argument String filters,
            @Argument String order,
            @Argument Integer first,
            @Argument String after,
            GraphQLContext context) {
        if (!seen.contains(type.project(), context)) {
            return Counted.none();
        }
        return Counted.of(catalog.collections(new CollectionCatalog.Query(
                Set.of(type.project()), type.id(), Set.of(), filters, order, first, after)));
    }

    @SchemaMapping
    ArtifactCollection artifactCollection(ArtifactType type, @Argument String name, @ContextValue Caller caller) {
        return lookup.collection(caller, type.project(), name)
                .filter(found -> found.type().equals(type.id()))
                .orElse(null);
    }

    @SchemaMapping
    Artifact artifact(ArtifactType type, @Argument String name, @ContextValue Caller caller) {
        return lookup.membership(caller, type.project(), name)
                .map(Membership::artifact)
                .map(id -> details.artifacts(Set.of(id)).get(id))
                .filter(found -> details.typeName(found).equals(type.name()))
                .orElse(null);
    }
}
