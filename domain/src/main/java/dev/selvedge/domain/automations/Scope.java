package dev.selvedge.domain.automations;

import static java.util.Objects.requireNonNull;

import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.projects.ProjectId;

/**
 * What an automation watches: everything of an entity, a project, or one artifact collection.
 *
 * @param id of the thing itself, by its type
 * @param entity that owns it
 * @param project null for entities
 */
public record Scope(Type type, long id, EntityId entity, ProjectId project) {

    public enum Type {
        ENTITY,
        PROJECT,
        ARTIFACT_COLLECTION
    }

    public Scope {
        requireNonNull(type);
        requireNonNull(entity);
    }
}
