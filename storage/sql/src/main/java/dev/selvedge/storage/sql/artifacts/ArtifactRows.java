package dev.selvedge.storage.sql.artifacts;

import dev.selvedge.domain.artifacts.Artifact;
import dev.selvedge.domain.artifacts.ArtifactId;
import dev.selvedge.domain.artifacts.CollectionId;
import dev.selvedge.domain.artifacts.DigestAlgorithm;
import dev.selvedge.domain.artifacts.Membership;
import dev.selvedge.domain.objects.PlaceId;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.RunId;
import dev.selvedge.storage.sql.schema.tables.records.ArtifactMembershipRecord;
import dev.selvedge.storage.sql.schema.tables.records.ArtifactRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Between rows and versions. */
final class ArtifactRows {

    /** In the column: lives on whatever the default says. */
    private static final long TTL_OFF = -2;

    private ArtifactRows() {}

    static Artifact artifact(ArtifactRecord row) {
        return new Artifact(
                new ArtifactId(row.getId()),
                new ProjectId(row.getProjectId()),
                new CollectionId(row.getCollectionId()),
                Artifact.State.valueOf(row.getState()),
                row.getVersionIndex(),
                row.getDigest(),
                row.getDigestAlgorithm() == null
                        ? DigestAlgorithm.MD5
                        : DigestAlgorithm.valueOf(row.getDigestAlgorithm()),
                row.getDescription(),
                row.getMetadata(),
                row.getSize(),
                row.getFileCount(),
                row.getStorageBytes(),
                row.getHistoryStep(),
                ttl(row.getTtlSeconds()),
                row.getRunId() == null ? null : new RunId(row.getRunId()),
                row.getUserId() == null ? null : new UserId(row.getUserId()),
                row.getCreatedAt(),
                row.getUpdatedAt(),
                Optional.ofNullable(row.getPlaceId()).map(PlaceId::new));
    }

    private static Artifact.Ttl ttl(Long seconds) {
        if (seconds == null) {
            return null;
        }
        return seconds == TTL_OFF ? Artifact.Ttl.OFF : new Artifact.Ttl(Optional.of(Duration.ofSeconds(seconds)));
    }

    static Long ttlSeconds(Artifact.Ttl ttl) {
        return ttl == null ? null : ttl.lifetime().map(Duration::toSeconds).orElse(TTL_OFF);
    }

    /** Null when it lives on. */
    static Instant expiry(Artifact.Ttl ttl, Instant created) {
        return ttl == null ? null : ttl.lifetime().map(created::plus).orElse(null);
    }

    static Membership membership(ArtifactMembershipRecord row) {
        return new Membership(
                row.getId(),
                new CollectionId(row.getCollectionId()),
                new ArtifactId(row.getArtifactId()),
                row.getVersionIndex(),
                row.getCreatedAt());
    }

    static List<Long> numbers(Collection<ArtifactId> ids) {
        return ids.stream().map(ArtifactId::value).toList();
    }
}
