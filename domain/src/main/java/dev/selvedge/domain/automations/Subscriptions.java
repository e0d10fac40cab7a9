package dev.selvedge.domain.automations;

import dev.selvedge.domain.automations.AutomationStore.Watch;
import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.platform.Signals;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * What automations watch, kept in memory so that a training program's rows ask nothing of the database when nobody watches
 * its project. Changes of this process are seen at once, those of other replicas when it hears of them, and within
 * {@link #FRESH_NANOS} when it does not. What happens once only, such as the end of a run, is not held against what is
 * remembered then: the automation that was made a moment ago on another replica would never hear of it.
 */
public final class Subscriptions {

    static final long FRESH_NANOS = 2_000_000_000L;

    private static final String TOPIC = "automations";

    private final AutomationStore store;
    private final LongSupplier nanos;
    private final boolean shared;
    private final Signals signals;
    private final AtomicLong changes = new AtomicLong();
    private volatile Snapshot snapshot;

    /** @param shared whether other replicas change automations, too */
    public Subscriptions(AutomationStore store, LongSupplier nanos, boolean shared, Signals signals) {
        this.store = store;
        this.nanos = nanos;
        this.shared = shared;
        this.signals = signals;
        signals.listen(TOPIC, word -> changes.incrementAndGet());
    }

    private record Snapshot(Map<EventType, Watched> byEvent, long change, long takenAt) {}

    private record Watched(Set<Long> entities, Set<Long> projects, Set<Long> collections) {
        Watched() {
            this(new HashSet<>(), new HashSet<>(), new HashSet<>());
        }

        void add(Watch watch) {
            switch (watch.scope()) {
                case ENTITY -> entities.add(watch.id());
                case PROJECT -> projects.add(watch.id());
                case ARTIFACT_COLLECTION -> collections.add(watch.id());
            }
        }
    }

    /** Call after the commit of any change. */
    public void changed() {
        signals.send(TOPIC, "changed");
    }

    /** Whether any automation anywhere watches for one of these. */
    public boolean any(Set<EventType> events) {
        Map<EventType, Watched> byEvent = current(events);
        return events.stream().anyMatch(byEvent::containsKey);
    }

    /** Whether the project is watched, or entities are, of which it may be one's. */
    public boolean maybeOf(Set<EventType> events, ProjectId project) {
        Map<EventType, Watched> byEvent = current(events);
        return events.stream()
                .map(byEvent::get)
                .anyMatch(watched -> watched != null
                        && (!watched.entities().isEmpty() || watched.projects().contains(project.value())));
    }

    public boolean watches(
            Set<EventType> events,
            Collection<EntityId> entities,
            Collection<ProjectId> projects,
            Collection<Long> collections) {
        Map<EventType, Watched> byEvent = current(events);
        return events.stream()
                .map(byEvent::get)
                .anyMatch(watched -> watched != null
                        && (entities.stream().anyMatch(id -> watched.entities().contains(id.value()))
                                || projects.stream()
                                        .anyMatch(id -> watched.projects().contains(id.value()))
                                || collections.stream().anyMatch(watched.collections()::contains)));
    }

    private Map<EventType, Watched> current(Set<EventType> events) {
        Snapshot known = snapshot;
        boolean once = shared && !EventType.METRICS.containsAll(events);
        if (once
                || known == null
                || known.change() != changes.get()
                || nanos.getAsLong() - known.takenAt() > FRESH_NANOS) {
            known = take();
            snapshot = known;
        }
        return known.byEvent();
    }

    private Snapshot take() {
        long now = nanos.getAsLong();
        long change = changes.get();
        Map<EventType, Watched> byEvent = new EnumMap<>(EventType.class);
        store.watches()
                .forEach(watch -> byEvent.computeIfAbsent(watch.event(), event -> new Watched())
                        .add(watch));
        return new Snapshot(byEvent, change, now);
    }
}
