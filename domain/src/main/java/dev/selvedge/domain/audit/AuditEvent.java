package dev.selvedge.domain.audit;

import static java.util.Objects.requireNonNull;

import dev.selvedge.domain.people.UserId;
import java.time.Instant;
import java.util.Map;

/**
 * One thing that somebody did or tried.
 *
 * @param id 0 until it is kept
 * @param action such as {@code artifact:create}
 * @param actor null for who was not signed in
 * @param status the HTTP status that says how it went
 * @param about what it concerned, under the names of the audit log: assets are ids, the rest are names
 */
public record AuditEvent(long id, Instant at, String action, UserId actor, int status, Map<String, String> about) {

    public AuditEvent {
        requireNonNull(at);
        requireNonNull(action);
        about = Map.copyOf(about);
    }
}
