package dev.selvedge.domain.artifacts;

import dev.selvedge.domain.objects.PlaceId;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.RunId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One version.
 *
 * @param versionIndex null until committed
 * @param digest hex digest over the manifest's paths and digests
 * @param metadata JSON text as the client sent it, may hold NaN
 * @param storageBytes bytes that this version itself brought into the store
 * @param ttl null = inherited
 * @param createdByRun null when made outside of a run
 * @param place of the bytes that it brought itself; empty for the installation's own
 */
public record Artifact(
        ArtifactId id,
        ProjectId project,
        CollectionId sequence,
        State state,
        Integer versionIndex,
        String digest,
        DigestAlgorithm digestAlgorithm,
        String description,
        String metadata,
        long size,
        long fileCount,
        long storageBytes,
        Long historyStep,
        Ttl ttl,
        RunId createdByRun,
        UserId createdByUser,
        Instant createdAt,
        Instant updatedAt,
        Optional<PlaceId> place) {

    public enum State {
        PENDING,
        COMMITTED,
        DELETED
    }

    /** How long a version lives, counted from its creation. */
    public record Ttl(Optional<Duration> lifetime) {
        /** Set by the user to live on, whatever a default says. */
        public static final Ttl OFF = new Ttl(Optional.empty());
    }

    public boolean committed() {
        return state == State.COMMITTED;
    }

    /**
     * Names this commit of this content: two versions with the same files have different ones. Null until committed;
     * clients take a committed version without it for broken.
     */
    public String commitHash() {
        if (versionIndex == null) {
            return null;
        }
        byte[] name = (id.value() + "/" + versionIndex + "/" + digest).getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(name).toString().replace("-", "");
    }
}
