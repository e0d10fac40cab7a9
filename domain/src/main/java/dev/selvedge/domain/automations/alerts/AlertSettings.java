package dev.selvedge.domain.automations.alerts;

import dev.selvedge.domain.automations.IntegrationId;
import dev.selvedge.domain.people.EntityId;

/**
 * Which alerts a person or a team wants, and where.
 *
 * @param entity a person's own, for that person's runs; a team's, for all runs in its projects
 * @param email to the person's address; teams have none
 * @param channel a chat channel of the same entity, or null
 */
public record AlertSettings(
        EntityId entity, boolean finished, boolean crashed, boolean scripted, boolean email, IntegrationId channel) {

    /** What a program says on purpose reaches its author unless they turned that off. */
    public static AlertSettings ofPerson(EntityId entity) {
        return new AlertSettings(entity, false, false, true, true, null);
    }

    static AlertSettings ofTeam(EntityId entity) {
        return new AlertSettings(entity, false, false, true, false, null);
    }

    boolean wants(RunAlert.Kind kind) {
        return switch (kind) {
            case SCRIPTED -> scripted;
            case FINISHED -> finished;
            case CRASHED -> crashed;
        };
    }
}
