package dev.selvedge.domain.launch;

import dev.selvedge.domain.people.Action;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.Project;
import dev.selvedge.domain.projects.Projects;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Gives items to agents and takes word from them.
 *
 * <p>An item that was taken and not claimed within a minute is given again: its agent has died, or is a client that took
 * more than it may run and leaves it to the others without saying so. What an agent reports about an item it does not have is
 * answered with "no success" rather than refused, because an agent that is refused keeps the item's place for ever.
 */
public final class Leases {

    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final int LONGEST_RUN_NAME = 128;

    /** Agents that ask at the same time are told of the same items; the losers take the next. */
    private static final int CANDIDATES = 16;

    private static final int ROUNDS = 8;

    private final QueueStore queues;
    private final ItemStore items;
    private final LaunchAgents agents;
    private final LaunchAccess access;
    private final Projects projects;
    private final Transactions transactions;
    private final Clock clock;

    public Leases(
            QueueStore queues,
            ItemStore items,
            LaunchAgents agents,
            LaunchAccess access,
            Projects projects,
            Transactions transactions,
            Clock clock) {
        this.queues = queues;
        this.items = items;
        this.agents = agents;
        this.access = access;
        this.projects = projects;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * The next item, empty when none waits.
     *
     * @param agentId null when the caller does not say which agent it is
     */
    public Optional<QueueItem> pop(
            Caller caller, String entity, String projectName, String queueName, LaunchAgentId agentId) {
        Caller.SignedIn user = caller.requireSignedIn();
        Project project = access.requireProject(caller, entity, projectName);
        RunQueue queue = queues.find(project.id(), queueName)
                .orElseThrow(() -> Fault.notFound("No such run queue: " + queueName));
        access.require(caller, Action.WRITE, queue);
        if (agentId != null && agents.heard(caller, agentId, project.id()).stopPolling()) {
            return Optional.empty();
        }
        return next(queue, new QueueItem.Lease(user.userId(), agentId));
    }

    private Optional<QueueItem> next(RunQueue queue, QueueItem.Lease lease) {
        for (int round = 0; round < ROUNDS; round++) {
            Instant now = clock.instant();
            List<ItemId> waiting = items.available(queue.id(), queue.isPrioritized(), now, CANDIDATES);
            if (waiting.isEmpty()) {
                return Optional.empty();
            }
            for (ItemId id : waiting) {
                if (items.lease(id, lease, now, now.plus(LEASE))) {
                    return items.find(id);
                }
            }
        }
        return Optional.empty();
    }

    /**
     * The agent starts the run {@code runName} for the item.
     *
     * @return false when the item is not the caller's any more; the agent then starts nothing
     */
    public boolean claim(Caller caller, ItemId id, String runName) {
        UserId user = caller.requireSignedIn().userId();
        if (runName == null || runName.isBlank() || runName.length() > LONGEST_RUN_NAME) {
            throw Fault.invalid("A run's name has 1 to " + LONGEST_RUN_NAME + " characters");
        }
        return transactions.inTransaction(() -> {
            Optional<QueueItem> held = held(caller, id, user);
            if (held.isEmpty()) {
                return false;
            }
            QueueItem item = held.get();
            Instant now = clock.instant();
            if (item.state() == ItemState.LEASED) {
                items.save(item.claimed(run(caller, item.target(), runName), now));
                return true;
            }
            boolean again = item.state() == ItemState.CLAIMED
                    && runName.equals(item.target().run());
            if (!again) {
                items.save(item.withRefusedClaims(item.refusedClaims() + 1, now));
            }
            return again;
        });
    }

    private RunTarget run(Caller caller, RunTarget target, String name) {
        RunTarget named = target.called(name);
        return target.project() != null || target.projectName() == null
                ? named
                : projects.find(caller, target.entity(), target.projectName())
                        .map(project -> named.in(project.id()))
                        .orElse(named);
    }

    /**
     * The agent gives up on the item. An agent whose claim was refused reports that as a failure of the item too, which by
     * then belongs to another one; that report is dropped.
     */
    public boolean fail(Caller caller, ItemId id, ItemProblem problem) {
        return change(caller, id, item -> {
            Instant now = clock.instant();
            if (item.refusedClaims() > 0) {
                return item.withRefusedClaims(item.refusedClaims() - 1, now);
            }
            return item.state() == ItemState.FAILED ? item : item.failed(problem, now);
        });
    }

    public boolean warn(Caller caller, ItemId id, ItemProblem warning) {
        return change(caller, id, item -> item.warned(warning, clock.instant()));
    }

    private boolean change(Caller caller, ItemId id, UnaryOperator<QueueItem> change) {
        UserId user = caller.requireSignedIn().userId();
        return transactions.inTransaction(() -> {
            Optional<QueueItem> held = held(caller, id, user);
            held.map(change).ifPresent(items::save);
            return held.isPresent();
        });
    }

    /** Empty for an item that is gone, was never given to the caller, or is now with somebody else. */
    private Optional<QueueItem> held(Caller caller, ItemId id, UserId user) {
        return items.lock(id)
                .filter(item -> item.isHeldBy(user))
                .filter(item -> queues.find(item.queue())
                        .filter(queue -> access.allowed(caller, Action.WRITE, queue))
                        .isPresent());
    }
}
