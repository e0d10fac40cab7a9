package dev.selvedge.wire.graphql.artifacts;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.selvedge.domain.artifacts.Alias;
import dev.selvedge.domain.artifacts.Artifact;
import dev.selvedge.domain.artifacts.ArtifactCollection;
import dev.selvedge.domain.artifacts.ArtifactDetails;
import dev.selvedge.domain.artifacts.ArtifactId;
import dev.selvedge.domain.artifacts.ArtifactType;
import dev.selvedge.domain.artifacts.ArtifactTypeId;
import dev.selvedge.domain.artifacts.CollectionId;
import dev.selvedge.domain.artifacts.Tag;
import dev.selvedge.wire.graphql.Immediate;
import graphql.GraphQLContext;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** What a version says of itself. Its files, its runs and its places are in controllers of their own. */
@Controller
@SchemaMapping(typeName = "Artifact")
class ArtifactController {

    private final ArtifactDetails details;
    private final SeenProjects seen;

    ArtifactController(ArtifactDetails details, SeenProjects seen) {
        this.seen = seen;
        this.details = details;
    }

    @Immediate
    @SchemaMapping
    String id(Artifact artifact) {
        return artifact.id().global();
    }

    @Immediate
    @SchemaMapping
    String digestAlgorithm(Artifact artifact) {
        return artifact.digestAlgorithm().word();
    }

    @Immediate
    @SchemaMapping
    String commitHash(Artifact artifact) {
        return artifact.commitHash();
    }

    @BatchMapping(typeName = "Artifact")
    Map<Artifact, Long> ttlDurationSeconds(List<Artifact> artifacts) {
        Map<ArtifactId, Long> found = details.lifetimes(artifacts);
        return distinct(artifacts, artifact -> found.get(artifact.id()));
    }

    @Immediate
    @SchemaMapping
    boolean ttlIsInherited(Artifact artifact) {
        return artifact.ttl() == null;
    }

    @BatchMapping(typeName = "Artifact")
    Map<Artifact, List<Alias>> aliases(List<Artifact> artifacts, GraphQLContext context) {
        Map<ArtifactId, List<Alias>> all = details.aliases(ids(artifacts));
        Map<CollectionId, ArtifactCollection> homes = details.collections(all.values().stream()
                .flatMap(List::stream)
                .map(Alias::collection)
                .toList());
        return distinct(
                artifacts,
                artifact -> all.getOrDefault(artifact.id(), List.of()).stream()
                        .filter(alias -> homes.containsKey(alias.collection())
                                && seen.contains(homes.get(alias.collection()).project(), context))
                        .toList());
    }

    @BatchMapping(typeName = "Artifact")
    Map<Artifact, List<Tag>> tags(List<Artifact> artifacts) {
        return byArtifact(artifacts, details.tags(ids(artifacts)), List.of());
    }

    @BatchMapping(typeName = "Artifact")
    Map<Artifact, Integer> usedCount(List<Artifact> artifacts) {
        return byArtifact(artifacts, details.timesUsed(ids(artifacts)), 0);
    }

    @BatchMapping(typeName = "Artifact")
    Map<Artifact, ArtifactCollection> artifactSequence(List<Artifact> artifacts) {
        return sequences(artifacts);
    }

    @BatchMapping(typeName = "Artifact")
    Map<Artifact, ArtifactType> artifactType(List<Artifact> artifacts) {
        Map<Artifact, ArtifactCollection> sequences = sequences(artifacts);
        Map<ArtifactTypeId, ArtifactType> types = details.types(
                sequences.values().stream().map(ArtifactCollection::type).toList());
        return distinct(artifacts, artifact -> types.get(sequences.get(artifact).type()));
    }

    private Map<Artifact, ArtifactCollection> sequences(List<Artifact> artifacts) {
        Map<CollectionId, ArtifactCollection> found =
                details.collections(artifacts.stream().map(Artifact::sequence).toList());
        return distinct(artifacts, artifact -> found.get(artifact.sequence()));
    }

    private static List<ArtifactId> ids(List<Artifact> artifacts) {
        return artifacts.stream().map(Artifact::id).distinct().toList();
    }

    private static <T> Map<Artifact, T> byArtifact(List<Artifact> artifacts, Map<ArtifactId, T> found, T none) {
        return distinct(artifacts, artifact -> found.getOrDefault(artifact.id(), none));
    }

    private static <T> Map<Artifact, T> distinct(List<Artifact> artifacts, Function<Artifact, T> value) {
        return artifacts.stream().distinct().collect(toMap(identity(), value));
    }
}
