package dev.selvedge.domain.launch;

import static java.util.Objects.requireNonNull;

import dev.selvedge.domain.people.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One run that somebody wants to have started.
 *
 * @param priority 0 is served first; only prioritized queues have others than the default
 * @param spec what to start, as JSON; agents get it as it is
 * @param templateValues the values of the queue's template variables that are in {@code spec}, as a JSON object; null without any
 * @param availableAt from when on an agent may be given the item, null when it is not to be given again. For a leased item
 *     the end of the lease.
 * @param claimedAt when an agent named the run it starts, or null
 * @param lease who has it, or had it last; null before the first
 * @param refusedClaims how many claims were refused that their agents have not yet reported as failed
 * @param failure null unless an agent gave up
 */
public record QueueItem(
        ItemId id,
        QueueId queue,
        ItemState state,
        int priority,
        String spec,
        String templateValues,
        RunTarget target,
        UserId author,
        Instant availableAt,
        Instant claimedAt,
        Lease lease,
        int refusedClaims,
        ItemProblem failure,
        List<ItemProblem> warnings,
        Instant createdAt,
        Instant updatedAt) {

    /** More tell nobody anything. */
    private static final int MOST_WARNINGS = 50;

    /** @param agent null when whoever took the item did not say */
    public record Lease(UserId holder, LaunchAgentId agent) {}

    public QueueItem {
        requireNonNull(queue);
        requireNonNull(state);
        requireNonNull(spec);
        requireNonNull(target);
        warnings = List.copyOf(warnings);
    }

    /** The state as it is now: a lease that has run out is none. */
    public ItemState stateAt(Instant now) {
        return state == ItemState.LEASED && !availableAt.isAfter(now) ? ItemState.PENDING : state;
    }

    boolean isHeldBy(UserId user) {
        return lease != null && lease.holder().equals(user);
    }

    QueueItem claimed(RunTarget run, Instant now) {
        return next(ItemState.CLAIMED, run, null, now, refusedClaims, failure, warnings, now);
    }

    QueueItem failed(ItemProblem problem, Instant now) {
        return next(ItemState.FAILED, target, null, claimedAt, refusedClaims, problem, warnings, now);
    }

    QueueItem withRefusedClaims(int count, Instant now) {
        return next(state, target, availableAt, claimedAt, count, failure, warnings, now);
    }

    QueueItem warned(ItemProblem warning, Instant now) {
        if (warnings.contains(warning)) {
            return this;
        }
        List<ItemProblem> all = new ArrayList<>(warnings);
        all.add(warning);
        List<ItemProblem> kept = all.subList(Math.max(0, all.size() - MOST_WARNINGS), all.size());
        return next(state, target, availableAt, claimedAt, refusedClaims, failure, kept, now);
    }

    private QueueItem next(
            ItemState newState,
            RunTarget newTarget,
            Instant newAvailableAt,
            Instant newClaimedAt,
            int newRefusedClaims,
            ItemProblem newFailure,
            List<ItemProblem> newWarnings,
            Instant now) {
        return new QueueItem(
                id,
                queue,
                newState,
                priority,
                spec,
                templateValues,
                newTarget,
                author,
                newAvailableAt,
                newClaimedAt,
                lease,
                newRefusedClaims,
                newFailure,
                newWarnings,
                createdAt,
                now);
    }
}
