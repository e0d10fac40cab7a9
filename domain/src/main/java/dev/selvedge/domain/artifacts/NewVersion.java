package dev.selvedge.domain.artifacts;

import java.util.List;

/**
 * What a client says when it starts to make a version.
 *
 * @param run null when made outside of a run
 * @param deduplicate answer the existing version when one with this digest is in the sequence
 * @param distributedId several processes that send the same id add to one draft
 * @param ttlSeconds -1 or null = inherit, -2 = lives on
 */
public record NewVersion(
        String entity,
        String project,
        String type,
        String collection,
        String run,
        String digest,
        String description,
        String metadata,
        List<AliasRequest> aliases,
        List<String> tags,
        Long ttlSeconds,
        Long historyStep,
        boolean deduplicate,
        String distributedId,
        String clientId,
        String sequenceClientId,
        String region,
        DigestAlgorithm digestAlgorithm) {

    public NewVersion(
            String entity,
            String project,
            String type,
            String collection,
            String run,
            String digest,
            String description,
            String metadata,
            List<AliasRequest> aliases,
            List<String> tags,
            Long ttlSeconds,
            Long historyStep,
            boolean deduplicate,
            String distributedId,
            String clientId,
            String sequenceClientId,
            String region) {
        this(
                entity,
                project,
                type,
                collection,
                run,
                digest,
                description,
                metadata,
                aliases,
                tags,
                ttlSeconds,
                historyStep,
                deduplicate,
                distributedId,
                clientId,
                sequenceClientId,
                region,
                DigestAlgorithm.MD5);
    }

    /** An alias in a collection of the same project. */
    public record AliasRequest(String collection, String alias) {}
}
