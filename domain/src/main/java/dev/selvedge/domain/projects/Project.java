package dev.selvedge.domain.projects;

import static java.util.Objects.requireNonNull;

import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.people.UserId;
import java.time.Instant;

/**
 * A place for runs, artifacts and reports of one purpose.
 *
 * @param entityName the entity's name now; stored with the entity
 * @param creator null for projects the server made
 */
public record Project(
        ProjectId id,
        EntityId entity,
        String entityName,
        String name,
        ProjectAccess access,
        UserId creator,
        ProjectAbout about,
        Instant createdAt,
        Instant updatedAt,
        Instant lastActiveAt,
        Instant deletedAt) {

    public Project {
        requireNonNull(id);
        requireNonNull(entity);
        requireNonNull(name);
        requireNonNull(access);
        requireNonNull(about);
    }

    public boolean isDeleted() {
        return deletedAt != null;
    }

    public Project with(String newName, ProjectAccess newAccess, ProjectAbout newAbout, Instant at) {
        return new Project(
                id, entity, entityName, newName, newAccess, creator, newAbout, createdAt, at, lastActiveAt, deletedAt);
    }
}
