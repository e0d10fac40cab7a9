package dev.selvedge.domain.automations;

import static java.util.Objects.requireNonNull;

import dev.selvedge.domain.people.UserId;
import java.time.Instant;

/**
 * A rule.
 *
 * @param name unique in its scope
 * @param filter JSON text as the client sent it; {@link EventFilter} reads it
 * @param lastFiredAt null until the first time
 */
public record Automation(
        AutomationId id,
        String name,
        String description,
        boolean enabled,
        Scope scope,
        EventType event,
        String filter,
        AutomationAction action,
        UserId createdBy,
        Instant createdAt,
        Instant updatedAt,
        Instant lastFiredAt) {

    public Automation {
        requireNonNull(name);
        requireNonNull(scope);
        requireNonNull(event);
        requireNonNull(filter);
        requireNonNull(action);
    }
}
