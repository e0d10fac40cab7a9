package dev.selvedge.domain.artifacts;

import dev.selvedge.domain.projects.ProjectId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Manifests and stored files of versions: which object holds what, and who needs it. */
public interface ContentStore {

    enum ManifestKind {
        FULL,
        PATCH,
        INCREMENTAL
    }

    record ManifestRow(long id, ArtifactId artifact, ManifestKind kind, ArtifactId base, String digest) {}

    /** One stored file: born in a version, found by the name that its digest gives it ({@link DigestAlgorithm#blob}). */
    record Blob(ArtifactId birth, String name, long size) {}

    long insertManifest(
            ArtifactId artifact, String name, ManifestKind kind, ArtifactId base, String digest, Instant now);

    void updateManifest(long id, String digest, ArtifactId base);

    Optional<ManifestRow> manifest(long id);

    /** In the order they were made. */
    List<ManifestRow> manifests(ArtifactId artifact);

    void addBlobs(ProjectId project, Collection<Blob> blobs, Instant now);

    /** For each name one blob of this project whose birth version is committed. */
    Map<String, Blob> reusable(ProjectId project, Collection<String> names);

    /** Those of this birth version that are stored. */
    Map<String, Blob> blobs(ArtifactId birth, Collection<String> names);

    List<Blob> blobs(ArtifactId birth);

    /** Files of this name in any project; who may read them is for the room to say. */
    List<Blob> anywhere(String name, int limit);

    /** Holds the version until the transaction ends, so that its files are neither removed nor referred to meanwhile. */
    void lockBirths(Collection<ArtifactId> births);

    /** Notes that {@code artifact} needs files of these versions. */
    void addBirths(ArtifactId artifact, Collection<ArtifactId> births);

    Set<ArtifactId> births(ArtifactId artifact);

    /** Versions, not yet purged, that need files of {@code birth}; without itself. */
    Set<ArtifactId> dependents(ArtifactId birth);

    /** Deleted before this moment and not purged yet, above {@code after}; by id. */
    List<ArtifactId> purgeable(Instant deletedBefore, ArtifactId after, int limit);

    /** Forgets the version's manifests and needs; its row stays as a tombstone. */
    void markPurged(ArtifactId artifact, Instant now);

    boolean purged(ArtifactId artifact);

    /** Forgets blobs and notes their objects for removal, in one step. */
    void discard(ArtifactId birth, Collection<String> names, Collection<String> keys, Instant now);

    /** Objects that nothing refers to any more but that may still be in the object store. */
    List<String> discarded(int limit);

    /** Those of the keys that are noted for removal. */
    Set<String> discarded(Collection<String> keys);

    void forgetDiscarded(Collection<String> keys);
}
