package dev.selvedge.domain.automations.firing;

import dev.selvedge.domain.automations.AutomationId;
import dev.selvedge.domain.automations.firing.Firing.State;
import dev.selvedge.platform.Transactions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What waits and what fires, without a history; a transaction that fails leaves what waits as it was. */
final class InMemoryFiringStore implements FiringStore, Transactions {

    private final Map<Long, Waiting> events = new TreeMap<>();
    private final Map<Long, Firing> firings = new TreeMap<>();
    private final Map<Long, String> onceKeys = new TreeMap<>();
    private long last;

    @Override
    public <T> T inTransaction(Supplier<T> work) {
        Map<Long, Waiting> before = new TreeMap<>(events);
        try {
            return work.get();
        } catch (RuntimeException e) {
            events.clear();
            events.putAll(before);
            throw e;
        }
    }

    @Override
    public synchronized void add(Occurrence occurrence, Instant now) {
        events.put(++last, new Waiting(last, occurrence, 0));
    }

    @Override
    public synchronized List<Waiting> waiting(long after, int limit) {
        return events.values().stream()
                .filter(event -> event.id() > after)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized boolean remove(long waiting) {
        return events.remove(waiting) != null;
    }

    @Override
    public synchronized void failed(long waiting) {
        events.computeIfPresent(waiting, (id, event) -> new Waiting(id, event.occurrence(), event.attempts() + 1));
    }

    @Override
    public synchronized void fire(
            Target target, Occurrence occurrence, String onceKey, String conditions, Instant now) {
        put(new Firing(
                new FiringId(++last), target, occurrence, conditions, State.PENDING, 0, now, null, null, now, null));
        remember(onceKey);
    }

    @Override
    public synchronized void refuse(Target target, Occurrence occurrence, String onceKey, String message, Instant now) {
        put(new Firing(new FiringId(++last), target, occurrence, null, State.FAILED, 0, null, null, message, now, now));
        remember(onceKey);
    }

    private void remember(String onceKey) {
        if (onceKey != null) {
            onceKeys.put(last, onceKey);
        }
    }

    @Override
    public synchronized boolean firedSince(AutomationId automation, String onceKey, Instant since) {
        return firings.values().stream()
                .anyMatch(firing -> firing.target().equals(new Target.OfAutomation(automation))
                        && onceKey.equals(onceKeys.get(firing.id().value()))
                        && firing.createdAt().isAfter(since));
    }

    @Override
    public synchronized List<Firing> due(Instant now, Set<Target> without, int limit) {
        return firings.values().stream()
                .filter(firing -> firing.dueAt() != null && !firing.dueAt().isAfter(now))
                .filter(firing -> !without.contains(firing.target()))
                .sorted(Comparator.comparing(Firing::dueAt))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized boolean claim(Firing firing, Instant until) {
        Firing now = firings.get(firing.id().value());
        boolean ours = now.dueAt() != null && now.attempts() == firing.attempts();
        if (ours) {
            put(changed(now, State.PENDING, now.attempts() + 1, until));
        }
        return ours;
    }

    @Override
    public synchronized void again(Firing firing, Instant due, Integer status, String message) {
        put(changed(firings.get(firing.id().value()), State.PENDING, firing.attempts() + 1, due));
    }

    @Override
    public synchronized void finish(Firing firing, State state, Integer status, String message, Instant now) {
        put(changed(firings.get(firing.id().value()), state, firing.attempts() + 1, null));
    }

    private static Firing changed(Firing of, State state, int attempts, Instant due) {
        return new Firing(
                of.id(),
                of.target(),
                of.occurrence(),
                of.conditions(),
                state,
                attempts,
                due,
                null,
                null,
                of.createdAt(),
                null);
    }

    private void put(Firing firing) {
        firings.put(firing.id().value(), firing);
    }

    @Override
    public List<Firing> of(AutomationId automation, long before, int limit) {
        return new ArrayList<>(firings.values());
    }

    @Override
    public int deleteFinishedBefore(Instant instant) {
        return 0;
    }
}
