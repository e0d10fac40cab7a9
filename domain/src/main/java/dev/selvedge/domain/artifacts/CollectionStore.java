package dev.selvedge.domain.artifacts;

import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.platform.Fault;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Types, collections and the tags of collections. */
public interface CollectionStore {

    /** @param after exclusive, empty for the first page */
    List<ArtifactType> listTypes(ProjectId project, Optional<ArtifactTypeId> after, int limit);

    Optional<ArtifactType> findType(ProjectId project, String name);

    Map<ArtifactTypeId, ArtifactType> types(Collection<ArtifactTypeId> ids);

    /** Makes it unless it exists. Outside of a transaction, so that what another writer made meanwhile is seen. */
    ArtifactType ensureType(ProjectId project, String name, String description, Instant now);

    /** By name among those not deleted. */
    Optional<ArtifactCollection> find(ProjectId project, String name);

    Map<CollectionId, ArtifactCollection> get(Collection<CollectionId> ids);

    /** CONFLICT when the name was taken meanwhile. */
    ArtifactCollection insert(
            ProjectId project,
            ArtifactTypeId type,
            ArtifactCollection.Kind kind,
            String name,
            String description,
            UserId by,
            Instant now);

    /** By name, or made. Outside of a transaction, as {@link #ensureType}. */
    default ArtifactCollection ensure(
            ProjectId project, ArtifactTypeId type, ArtifactCollection.Kind kind, String name, UserId by, Instant now) {
        return find(project, name).orElseGet(() -> {
            try {
                return insert(project, type, kind, name, null, by, now);
            } catch (Fault madeMeanwhile) {
                return find(project, name).orElseThrow(() -> madeMeanwhile);
            }
        });
    }

    /** Holds the collection until the transaction ends: aliases and version numbers change one writer at a time. */
    void lock(CollectionId id);

    /** The next unused version number; call with the lock held. */
    int takeVersionIndex(CollectionId id);

    /** Null leaves as it is. CONFLICT when the new name is taken. */
    void update(CollectionId id, String name, String description, ArtifactTypeId type, Instant now);

    void markDeleted(CollectionId id, Instant now);

    /** Takes {@link #markDeleted} back; CONFLICT when another one has the name now. */
    void revive(CollectionId id, Instant now);

    /** Not deleted, in id order from {@code after} on. Null type or empty kinds = any. */
    List<ArtifactCollection> list(
            Collection<ProjectId> projects,
            ArtifactTypeId type,
            Collection<ArtifactCollection.Kind> kinds,
            Optional<CollectionId> after,
            int limit);

    Map<CollectionId, List<Tag>> tags(Collection<CollectionId> ids);

    List<Tag> addTags(CollectionId id, Collection<String> tags, Instant now);

    void removeTags(CollectionId id, Collection<String> tags);
}
