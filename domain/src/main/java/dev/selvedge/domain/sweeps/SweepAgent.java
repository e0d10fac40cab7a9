package dev.selvedge.domain.sweeps;

import dev.selvedge.domain.people.UserId;
import java.time.Duration;
import java.time.Instant;

/** A process that asks for configurations and runs them, one at a time. */
public record SweepAgent(
        AgentId id, SweepId sweep, UserId user, String name, String host, Instant createdAt, Instant heartbeatAt) {

    /** Agents ask every 5 s; this much silence means the process or its machine is gone. */
    static final Duration GONE_AFTER = Duration.ofMinutes(5);

    public boolean isGone(Instant now) {
        return heartbeatAt.plus(GONE_AFTER).isBefore(now);
    }
}
