package dev.selvedge.domain.artifacts;

import dev.selvedge.domain.objects.PlaceId;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.RunId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Versions, where they stand, and their aliases and tags. */
public interface VersionStore {

    /**
     * @param pendingAliases given to it when it is committed, in its own sequence
     */
    record Draft(
            ProjectId project,
            CollectionId sequence,
            String digest,
            DigestAlgorithm digestAlgorithm,
            String description,
            String metadata,
            Long historyStep,
            Artifact.Ttl ttl,
            String distributedId,
            List<String> pendingAliases,
            RunId run,
            UserId user,
            Optional<PlaceId> place) {}

    /** What the commit found out about the content. */
    record Content(String digest, long size, long fileCount, long storageBytes) {}

    ArtifactId insert(Draft draft, Instant now);

    Map<ArtifactId, Artifact> get(Collection<ArtifactId> ids);

    /** The version, which nobody else changes until the transaction ends. */
    Optional<Artifact> lock(ArtifactId id);

    /** Committed and not deleted. */
    Optional<ArtifactId> findCommitted(CollectionId sequence, String digest);

    Optional<ArtifactId> findPendingDistributed(CollectionId sequence, String distributedId);

    /** What a draft or a deleted version is given when it takes its place. */
    List<String> pendingAliases(ArtifactId id);

    /** False when it is no longer pending. */
    boolean commit(ArtifactId id, int versionIndex, Content content, Instant now);

    /** Null leaves as it is. */
    void update(ArtifactId id, String description, String metadata, Instant now);

    /** Null = inherit. */
    void setTtl(ArtifactId id, Artifact.Ttl ttl, Instant now);

    void markDeleted(ArtifactId id, Instant now);

    /** Of a draft: somebody is at work on it. */
    void touch(ArtifactId draft, Instant now);

    /** As {@link #markDeleted}, of a draft; false when it is no longer pending or was touched meanwhile. */
    boolean abandon(ArtifactId draft, Instant untouchedSince, Instant now);

    /** For {@link #pendingAliases}, at its commit or in case the version is brought back. */
    void keepAliases(ArtifactId id, List<String> aliases);

    /** False when it is not deleted, was never committed, or its bytes are gone already. */
    boolean restore(ArtifactId id, Instant now);

    record Deleted(Artifact artifact, Instant at) {}

    /** Those of a project that can be restored, the newest version first, with ids below {@code before}. */
    List<Deleted> deleted(ProjectId project, Optional<ArtifactId> before, int limit);

    Membership addMembership(CollectionId collection, ArtifactId artifact, int versionIndex, Instant now);

    void removeMembership(long id);

    Optional<Membership> byIndex(CollectionId collection, int versionIndex);

    Optional<Membership> byAlias(CollectionId collection, String alias);

    Optional<Membership> byArtifact(CollectionId collection, ArtifactId artifact);

    Map<Long, Membership> memberships(Collection<Long> ids);

    /** Of each version, its own sequence first. */
    Map<ArtifactId, List<Membership>> membershipsOf(Collection<ArtifactId> artifacts);

    /** Newest first, with an index below {@code before}. */
    List<Membership> newestFirst(CollectionId collection, Optional<Integer> before, int limit);

    /** Oldest first, with an index above {@code after}. */
    List<Membership> oldestFirst(CollectionId collection, Optional<Integer> after, int limit);

    int countMemberships(CollectionId collection);

    Map<ArtifactId, List<Alias>> aliasesOf(Collection<ArtifactId> artifacts);

    List<Alias> aliases(CollectionId collection, Optional<Long> after, int limit);

    /** Gives the alias to this version and takes it from any other of the collection. */
    void setAlias(CollectionId collection, String alias, ArtifactId artifact, Instant now);

    /** Only if this version holds it. */
    void removeAlias(CollectionId collection, String alias, ArtifactId artifact);

    void removeAliases(CollectionId collection, ArtifactId artifact);

    Map<ArtifactId, List<Tag>> tags(Collection<ArtifactId> artifacts);

    void addTags(ArtifactId artifact, Collection<String> tags, Instant now);

    void removeTags(ArtifactId artifact, Collection<String> tags);

    /** Versions above {@code after} that were committed and have their content still, also deleted ones; by id. */
    List<Artifact> withContent(ArtifactId after, int limit);

    /** Committed versions whose own time to live has run out, above {@code after}; by id. */
    List<ArtifactId> expired(Instant now, ArtifactId after, int limit);

    /** Committed versions there that say nothing of their time and were made before then, above {@code after}; by id. */
    List<ArtifactId> agedOut(Collection<ProjectId> projects, Instant madeBefore, ArtifactId after, int limit);

    /** Committed versions of projects that were deleted before then, above {@code after}; by id. */
    List<ArtifactId> ofDeletedProjects(Instant deletedBefore, ArtifactId after, int limit);

    /** Never committed, and nobody was at work on them since this moment. */
    List<ArtifactId> abandoned(Instant before, int limit);
}
