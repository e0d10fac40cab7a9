package dev.selvedge.domain.launch;

import static java.util.Objects.requireNonNull;

import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.ProjectId;
import java.time.Instant;

/**
 * A line of runs that wait for an agent.
 *
 * @param name unique in its project; agents are told it, so it has no commas
 * @param config what the machines behind the queue get by default, or null
 * @param externalLinks a JSON object for people, or null
 */
public record RunQueue(
        QueueId id,
        ProjectId project,
        String name,
        Access access,
        Prioritization prioritization,
        ResourceConfigId config,
        String externalLinks,
        UserId createdBy,
        Instant createdAt) {

    /** Who sees the queue. */
    public enum Access {
        /** Everybody who sees launch queues of the project. */
        PROJECT,
        /** Its creator, and those who manage the project's queues. */
        USER
    }

    public enum Prioritization {
        /** First come, first served. */
        DISABLED,
        /** The smaller priority first. */
        V0
    }

    public RunQueue {
        requireNonNull(project);
        requireNonNull(name);
        requireNonNull(access);
        requireNonNull(prioritization);
        requireNonNull(createdBy);
        requireNonNull(createdAt);
    }

    public boolean isPrioritized() {
        return prioritization == Prioritization.V0;
    }

    RunQueue with(Prioritization mode, ResourceConfigId newConfig, String links) {
        return new RunQueue(id, project, name, access, mode, newConfig, links, createdBy, createdAt);
    }

    /** Whether a request for {@code other} is the one that made this queue, sent again after a lost answer. */
    boolean isReplayedBy(RunQueue other) {
        return access == other.access
                && prioritization == other.prioritization
                && java.util.Objects.equals(config, other.config)
                && createdBy.equals(other.createdBy);
    }
}
