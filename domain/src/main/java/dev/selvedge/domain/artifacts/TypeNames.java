package dev.selvedge.domain.artifacts;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Names of the types that versions have where they were made. */
final class TypeNames {

    private TypeNames() {}

    static String of(Artifact artifact, CollectionStore collections) {
        return of(List.of(artifact), collections).get(artifact.id());
    }

    /** Two questions, however many versions. */
    static Map<ArtifactId, String> of(Collection<Artifact> artifacts, CollectionStore collections) {
        Map<CollectionId, ArtifactCollection> sequences =
                collections.get(artifacts.stream().map(Artifact::sequence).collect(toSet()));
        Map<ArtifactTypeId, ArtifactType> types = collections.types(
                sequences.values().stream().map(ArtifactCollection::type).collect(toSet()));
        return artifacts.stream()
                .distinct()
                .collect(toMap(
                        Artifact::id,
                        artifact -> types.get(sequences.get(artifact.sequence()).type())
                                .name()));
    }
}
