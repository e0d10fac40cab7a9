package dev.selvedge.domain.automations.firing;

import dev.selvedge.domain.automations.Subscriptions;
import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.projects.ProjectId;
import java.time.Clock;
import java.util.List;
import java.util.Objects;

/** Keeps what happened, if any automation watches the place where it did. Joins the caller's transaction. */
final class Outbox {

    private final FiringStore store;
    private final Subscriptions subscriptions;
    private final Clock clock;

    Outbox(FiringStore store, Subscriptions subscriptions, Clock clock) {
        this.store = store;
        this.subscriptions = subscriptions;
        this.clock = clock;
    }

    void add(Occurrence occurrence) {
        List<Place> places = occurrence.places();
        boolean watched = subscriptions.watches(
                occurrence.event().heardBy(),
                places.stream()
                        .flatMap(place -> place.entities().stream())
                        .map(EntityId::new)
                        .toList(),
                places.stream().map(place -> new ProjectId(place.project())).toList(),
                places.stream().map(Place::collection).filter(Objects::nonNull).toList());
        if (watched) {
            store.add(occurrence, clock.instant());
        }
    }
}
