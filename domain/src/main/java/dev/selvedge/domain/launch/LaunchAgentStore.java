package dev.selvedge.domain.launch;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Keeps agents. */
public interface LaunchAgentStore {

    /** CONFLICT when the project has an agent of that name. */
    LaunchAgent insert(LaunchAgent agent);

    Optional<LaunchAgent> find(LaunchAgentId id);

    /** In the order of {@code ids}; absent ones are left out. */
    List<LaunchAgent> find(Collection<LaunchAgentId> ids);

    void heard(LaunchAgentId id, LaunchAgent.Status status, Instant now);

    void setStopPolling(LaunchAgentId id, boolean stop);

    /** Agents that serve the queue, the last heard first. */
    List<LaunchAgent> ofQueue(QueueId queue, int limit);
}
