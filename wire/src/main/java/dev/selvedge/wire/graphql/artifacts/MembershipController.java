package dev.selvedge.wire.graphql.artifacts;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.selvedge.domain.artifacts.Alias;
import dev.selvedge.domain.artifacts.Artifact;
import dev.selvedge.domain.artifacts.ArtifactCollection;
import dev.selvedge.domain.artifacts.ArtifactDetails;
import dev.selvedge.domain.artifacts.ArtifactId;
import dev.selvedge.domain.artifacts.CollectionId;
import dev.selvedge.domain.artifacts.Membership;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.platform.GlobalId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Where versions stand: memberships, and the small things that hang on them. */
@Controller
class MembershipController {

    private static final String MEMBERSHIP = "ArtifactCollectionMembership";

    private final ArtifactDetails details;

    MembershipController(ArtifactDetails details) {
        this.details = details;
    }

    @SchemaMapping(typeName = "Artifact")
    Counted<Membership> artifactMemberships(Artifact artifact, @ContextValue Caller caller) {
        return Counted.whole(details.places(caller, artifact.id()));
    }

    @SchemaMapping(typeName = MEMBERSHIP, field = "id")
    String membershipId(Membership membership) {
        return GlobalId.encode(MEMBERSHIP, membership.id());
    }

    @BatchMapping(typeName = MEMBERSHIP)
    Map<Membership, Artifact> artifact(List<Membership> memberships) {
        Map<ArtifactId, Artifact> found =
                details.artifacts(memberships.stream().map(Membership::artifact).toList());
        return distinct(memberships, membership -> found.get(membership.artifact()));
    }

    @BatchMapping(typeName = MEMBERSHIP, field = "artifactCollection")
    Map<Membership, ArtifactCollection> collectionOfMembership(List<Membership> memberships) {
        Map<CollectionId, ArtifactCollection> found = details.collections(
                memberships.stream().map(Membership::collection).toList());
        return distinct(memberships, membership -> found.get(membership.collection()));
    }

    @BatchMapping(typeName = MEMBERSHIP, field = "aliases")
    Map<Membership, List<Alias>> aliasesOfMembership(List<Membership> memberships) {
        Map<ArtifactId, List<Alias>> found = details.aliases(
                memberships.stream().map(Membership::artifact).distinct().toList());
        return distinct(
                memberships,
                membership -> found.getOrDefault(membership.artifact(), List.of()).stream()
                        .filter(alias -> alias.collection().equals(membership.collection()))
                        .toList());
    }

    @SchemaMapping(typeName = "ArtifactAlias", field = "id")
    String aliasId(Alias alias) {
        return GlobalId.encode("ArtifactAlias", alias.id());
    }

    @SchemaMapping(typeName = "ArtifactAlias", field = "alias")
    String aliasName(Alias alias) {
        return alias.name();
    }

    @BatchMapping(typeName = "ArtifactAlias", field = "artifactCollection")
    Map<Alias, ArtifactCollection> collectionOfAlias(List<Alias> aliases) {
        Map<CollectionId, ArtifactCollection> found =
                details.collections(aliases.stream().map(Alias::collection).toList());
        return distinct(aliases, alias -> found.get(alias.collection()));
    }

    @SchemaMapping(typeName = "Tag", field = "id")
    String tagId(dev.selvedge.domain.artifacts.Tag tag) {
        return GlobalId.encode("Tag", tag.id());
    }

    private static <K, T> Map<K, T> distinct(List<K> keys, Function<K, T> value) {
        return keys.stream().distinct().collect(toMap(identity(), value));
    }
}
