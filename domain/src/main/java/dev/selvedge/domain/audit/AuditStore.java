package dev.selvedge.domain.audit;

import java.time.Instant;
import java.util.List;

/** Keeps the events of the audit log. */
public interface AuditStore {

    void insert(AuditEvent event);

    /**
     * By time, then number.
     *
     * @param after the last event that was seen, or null
     * @param end the first moment that is not asked for
     */
    List<AuditEvent> between(Instant start, Instant end, AuditLog.Place after, int limit);

    /** The oldest ones before {@code end}, at most {@code limit}; how many there were. */
    int deleteBefore(Instant end, int limit);
}
