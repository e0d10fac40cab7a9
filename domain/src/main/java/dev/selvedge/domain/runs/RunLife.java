package dev.selvedge.domain.runs;

import java.time.Instant;

/**
 * When a run lived and how it fares.
 *
 * @param heartbeatAt when the client last gave a sign of life
 * @param finishedAt null while it has not ended
 * @param exitCode null unless the client reported one
 * @param stopRequested the next answer to the client asks it to stop
 * @param preempting the client announced that its machine may be taken away
 */
public record RunLife(
        RunState state,
        Instant createdAt,
        Instant updatedAt,
        Instant heartbeatAt,
        Instant finishedAt,
        Integer exitCode,
        boolean stopRequested,
        boolean preempting) {}
