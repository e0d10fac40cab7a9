package dev.selvedge.domain.automations.firing;

import java.time.Instant;

/**
 * One thing to be done because something happened, and how that went.
 *
 * @param conditions JSON text of what was asked and found, or null
 * @param dueAt of the next attempt; null once it is over
 * @param responseStatus HTTP status of the last answer, or null
 * @param message what the last attempt came to, in words
 */
public record Firing(
        FiringId id,
        Target target,
        Occurrence occurrence,
        String conditions,
        State state,
        int attempts,
        Instant dueAt,
        Integer responseStatus,
        String message,
        Instant createdAt,
        Instant finishedAt) {

    public enum State {
        PENDING,
        SUCCEEDED,
        FAILED
    }
}
