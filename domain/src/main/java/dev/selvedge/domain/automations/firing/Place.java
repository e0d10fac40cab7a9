package dev.selvedge.domain.automations.firing;

import dev.selvedge.domain.automations.Scope;
import java.util.List;

/**
 * Where something happened.
 *
 * @param collection null for runs
 * @param version number of the version in that collection when it happened, or null
 * @param entities that the project belongs to: its own, and that of the organization above it
 */
public record Place(long project, Long collection, Integer version, List<Long> entities) {

    public Place {
        entities = List.copyOf(entities);
    }

    Place withVersion(Integer number) {
        return new Place(project, collection, number, entities);
    }

    boolean isIn(Scope scope) {
        return switch (scope.type()) {
            case ENTITY -> entities.contains(scope.id());
            case PROJECT -> project == scope.id();
            case ARTIFACT_COLLECTION -> collection != null && collection == scope.id();
        };
    }
}
