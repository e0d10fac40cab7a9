package dev.selvedge.domain.launch;

import static java.util.Objects.requireNonNull;

import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.ProjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A program that takes items from queues and starts their runs.
 *
 * @param name unique in its project: the agent logs a run of this name there
 * @param config JSON of what it was started with, or null
 * @param stopPolling whether it was asked to end itself
 */
public record LaunchAgent(
        LaunchAgentId id,
        ProjectId project,
        String name,
        UserId user,
        String hostname,
        List<QueueId> queues,
        String config,
        String version,
        Status status,
        boolean stopPolling,
        Instant createdAt,
        Instant heartbeatAt) {

    /** Agents report themselves every twenty seconds. */
    private static final Duration GONE_AFTER = Duration.ofMinutes(2);

    /** What the agent says it does. */
    public enum Status {
        POLLING,
        RUNNING,
        KILLED
    }

    public LaunchAgent {
        requireNonNull(project);
        requireNonNull(name);
        requireNonNull(user);
        requireNonNull(status);
        queues = List.copyOf(queues);
    }

    /** Neither ended nor heard of lately. */
    public boolean isLost(Instant now) {
        return status != Status.KILLED && heartbeatAt.plus(GONE_AFTER).isBefore(now);
    }
}
