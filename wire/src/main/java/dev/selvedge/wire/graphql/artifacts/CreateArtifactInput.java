package dev.selvedge.wire.graphql.artifacts;

import dev.selvedge.domain.artifacts.DigestAlgorithm;
import dev.selvedge.domain.artifacts.NewVersion;
import dev.selvedge.platform.Fault;
import java.util.List;

/** As clients send it. The name comes alone or as a list of one. */
record CreateArtifactInput(
        List<AliasInput> aliases,
        String artifactCollectionName,
        List<String> artifactCollectionNames,
        String artifactTypeName,
        String clientID,
        String description,
        String digest,
        String digestAlgorithm,
        String distributedID,
        Boolean enableDigestDeduplication,
        String entityName,
        Long historyStep,
        String labels,
        String metadata,
        String projectName,
        String runName,
        String sequenceClientID,
        List<TagInput> tags,
        Long ttlDurationSeconds,
        String storageRegion,
        String clientMutationId) {

    record AliasInput(String alias, String artifactCollectionName) {}

    record TagInput(String tagName, String tagCategoryName, String attributes) {}

    static List<String> names(List<TagInput> tags) {
        return tags == null
                ? List.of()
                : tags.stream().map(TagInput::tagName).distinct().toList();
    }

    NewVersion wanted() {
        List<NewVersion.AliasRequest> wantedAliases = aliases == null
                ? List.of()
                : aliases.stream()
                        .map(each -> new NewVersion.AliasRequest(each.artifactCollectionName(), each.alias()))
                        .toList();
        return new NewVersion(
                entityName,
                projectName,
                artifactTypeName,
                name(),
                runName == null || runName.isEmpty() ? null : runName,
                digest,
                description,
                metadata,
                wantedAliases,
                names(tags),
                ttlDurationSeconds,
                historyStep,
                enableDigestDeduplication == null || enableDigestDeduplication,
                blank(distributedID),
                blank(clientID),
                blank(sequenceClientID),
                blank(storageRegion),
                DigestAlgorithm.ofWord(digestAlgorithm));
    }

    private String name() {
        if (artifactCollectionName != null && !artifactCollectionName.isEmpty()) {
            return artifactCollectionName;
        }
        if (artifactCollectionNames != null && artifactCollectionNames.size() == 1) {
            return artifactCollectionNames.getFirst();
        }
        throw Fault.invalid("An artifact is logged to exactly one collection");
    }

    private static String blank(String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
