package dev.selvedge.domain.automations.firing;

import dev.selvedge.domain.automations.AutomationId;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Where the outbox and the history of firings are kept. */
public interface FiringStore {

    /** An occurrence that no automation was held against yet. */
    record Waiting(long id, Occurrence occurrence, int attempts) {}

    void add(Occurrence occurrence, Instant now);

    /** In the order they happened, with a number above {@code after}. */
    List<Waiting> waiting(long after, int limit);

    /** False when another process has taken it. */
    boolean remove(long waiting);

    /** Holding automations against it went wrong. */
    void failed(long waiting);

    /** @param onceKey what {@link #firedSince} asks for, or null */
    void fire(Target target, Occurrence occurrence, String onceKey, String conditions, Instant now);

    /** Keeps that it did not come to a firing, and why. */
    void refuse(Target target, Occurrence occurrence, String onceKey, String message, Instant now);

    boolean firedSince(AutomationId automation, String onceKey, Instant since);

    /** Pending ones whose time has come, the longest due first, without those for some targets. */
    List<Firing> due(Instant now, Set<Target> without, int limit);

    /** Takes an attempt, so that nobody else makes it before {@code until}; false when someone else was faster. */
    boolean claim(Firing firing, Instant until);

    /**
     * Puts it off, unless somebody else has made a further attempt meanwhile.
     *
     * @param firing as it was when it was claimed
     */
    void again(Firing firing, Instant due, Integer status, String message);

    /** Ends it, unless it has ended; as failed only when nobody else has made a further attempt meanwhile. */
    void finish(Firing firing, Firing.State state, Integer status, String message, Instant now);

    /** Newest first, with a number below {@code before}. */
    List<Firing> of(AutomationId automation, long before, int limit);

    /** How many went. */
    int deleteFinishedBefore(Instant instant);
}
