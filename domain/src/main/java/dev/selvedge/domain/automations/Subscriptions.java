package dev.selvedge.domain.automations;

import dev.selvedge.domain.automations.AutomationStore.Watch;
import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.projects.ProjectId;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * What automations watch, kept in memory so that a training program's requests ask nothing of the database when nobody
 * watches its project. Changes of this process are seen at once, those of other replicas within {@link #FRESH_NANOS}.
 */
public final class Subscriptions {

    static final long FRESH_NANOS = 2_000_000_000L;

    private final AutomationStore store;
    private final LongSupplier nanos;
    private final AtomicLong changes = new AtomicLong();
    private volatile Snapshot snapshot;

    public Subscriptions(AutomationStore store, LongSupplier nanos) {
        this.store = store;
        this.nanos = nanos;
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
        changes.incrementAndGet();
    }

    /** Whether any automation anywhere watches for one of these. */
    public boolean any(Set<EventType> events) {
        Map<EventType, Watched> byEvent = current();
        return events.stream().anyMatch(byEvent::containsKey);
    }

    /** Whether whole entities are watched: only then the entity of a project needs to be known. */
    public boolean anyOfEntities(Set<EventType> events) {
        Map<EventType, Watched> byEvent = current();
        return events.stream()
                .anyMatch(event -> byEvent.containsKey(event)
                        && !byEvent.get(event).entities().isEmpty());
    }

    public boolean ofProject(Set<EventType> events, ProjectId project) {
        return watches(events, List.of(), List.of(project), List.of());
    }

    public boolean watches(
            Set<EventType> events,
            Collection<EntityId> entities,
            Collection<ProjectId> projects,
            Collection<Long> collections) {
        Map<EventType, Watched> byEvent = current();
        return events.stream()
                .map(byEvent::get)
                .anyMatch(watched -> watched != null
                        && (entities.stream().anyMatch(id -> watched.entities().contains(id.value()))
                                || projects.stream()
                                        .anyMatch(id -> watched.projects().contains(id.value()))
                                || collections.stream().anyMatch(watched.collections()::contains)));
    }

    private Map<EventType, Watched> current() {
        Snapshot known = snapshot;
        if (known == null || known.change() != changes.get() || nanos.getAsLong() - known.takenAt() > FRESH_NANOS) {
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
