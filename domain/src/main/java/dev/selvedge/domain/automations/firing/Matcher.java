package dev.selvedge.domain.automations.firing;

import dev.selvedge.domain.automations.Automation;
import dev.selvedge.domain.automations.AutomationStore;
import dev.selvedge.domain.automations.EventType;
import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what happened out of the outbox, one by one, and fires the automations it concerns. What cannot be looked into now,
 * since its rows are in a bucket that is away, waits without holding up what happened elsewhere.
 */
public final class Matcher implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(Matcher.class);
    private static final int BATCH = 100;
    private static final int ATTEMPTS = 5;

    /** A run that hovers around a threshold shall not send a message with every step. */
    private static final Duration ONCE_PER = Duration.ofHours(24);

    /** In place of what happened: an automation that may not fire says so once in that time. */
    private static final String REFUSED = "refused";

    /** How long the rows of a project are left alone after they could not be read: a store may take long to say nothing. */
    static final Duration ASIDE = Duration.ofSeconds(30);

    private final FiringStore firings;
    private final AutomationStore automations;
    private final MakerRights rights;
    private final Conditions conditions;
    private final Transactions transactions;
    private final Clock clock;
    private final Map<Long, Instant> aside = new ConcurrentHashMap<>();

    public Matcher(
            FiringStore firings,
            AutomationStore automations,
            MakerRights rights,
            Conditions conditions,
            Transactions transactions,
            Clock clock) {
        this.firings = firings;
        this.automations = automations;
        this.rights = rights;
        this.conditions = conditions;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public void run() {
        Instant now = clock.instant();
        aside.values().removeIf(until -> !until.isAfter(now));
        List<FiringStore.Waiting> some = firings.waiting(0, BATCH);
        while (!some.isEmpty()) {
            some = firings.waiting(take(some), BATCH);
        }
    }

    /** Returns the number of the last one it came to: after an outage it is asked first whether the database is there. */
    private long take(List<FiringStore.Waiting> some) {
        for (FiringStore.Waiting waiting : some) {
            if (!isAside(waiting.occurrence()) && !take(waiting)) {
                return waiting.id();
            }
        }
        return some.getLast().id();
    }

    private boolean isAside(Occurrence occurrence) {
        return looksIntoRows(occurrence) && aside.containsKey(occurrence.place().project());
    }

    private static boolean looksIntoRows(Occurrence occurrence) {
        return occurrence.event() == EventType.RUN_METRIC;
    }

    /** False in an outage. */
    private boolean take(FiringStore.Waiting waiting) {
        try {
            transactions.inTransaction(() -> {
                // first, as its lock keeps out a process that was thought dead and has the same in hand
                if (firings.remove(waiting.id())) {
                    fire(waiting.occurrence());
                }
            });
        } catch (RuntimeException e) {
            if (e instanceof Fault fault && fault.code() == Fault.Code.UNAVAILABLE) {
                // an outage is no fault of the event, and no try
                if (!looksIntoRows(waiting.occurrence())) {
                    throw e;
                }
                long project = waiting.occurrence().place().project();
                log.warn("Metrics of project {} are looked at later: {}", project, e.getMessage());
                aside.put(project, clock.instant().plus(ASIDE));
                return false;
            }
            boolean last = waiting.attempts() + 1 >= ATTEMPTS;
            log.error("Event {} could not be matched{}", waiting.id(), last ? " and is dropped" : "", e);
            transactions.inTransaction(() -> {
                if (last) {
                    firings.remove(waiting.id());
                } else {
                    firings.failed(waiting.id());
                }
            });
        }
        return true;
    }

    private void fire(Occurrence occurrence) {
        List<Place> places = occurrence.places();
        automations
                .watching(
                        occurrence.event().heardBy(),
                        places.stream()
                                .flatMap(place -> place.entities().stream())
                                .map(EntityId::new)
                                .toList(),
                        places.stream()
                                .map(place -> new ProjectId(place.project()))
                                .toList(),
                        places.stream()
                                .map(Place::collection)
                                .filter(Objects::nonNull)
                                .toList())
                .forEach(automation -> fire(automation, occurrence, places));
    }

    private void fire(Automation automation, Occurrence occurrence, List<Place> places) {
        String refusal = null;
        Place refusedIn = null;
        for (Place place : places) {
            if (!place.isIn(automation.scope())) {
                continue;
            }
            MakerRights.Answer answer = rights.towards(automation, place);
            if (answer == MakerRights.Answer.GRANTED) {
                fire(automation, occurrence.heardAs(automation.event(), place));
                return;
            }
            if (refusal == null && answer.sentence() != null) {
                refusal = answer.sentence();
                refusedIn = place;
            }
        }
        if (refusal != null) {
            refuse(automation, occurrence.heardAs(automation.event(), refusedIn), refusal);
        }
    }

    /** What was found is not kept: it is of a place that those who look into the history may not know. */
    private void refuse(Automation automation, Occurrence occurrence, String sentence) {
        Instant now = clock.instant();
        if (!firings.firedSince(automation.id(), REFUSED, now.minus(ONCE_PER))
                && conditions.met(automation, occurrence).isPresent()) {
            firings.refuse(new Target.OfAutomation(automation.id()), occurrence, REFUSED, sentence, now);
        }
    }

    private void fire(Automation automation, Occurrence occurrence) {
        Instant now = clock.instant();
        String once = onceKey(automation.event(), occurrence);
        if (once != null && firings.firedSince(automation.id(), once, now.minus(ONCE_PER))) {
            return;
        }
        conditions.met(automation, occurrence).ifPresent(found -> {
            firings.fire(new Target.OfAutomation(automation.id()), occurrence, once, found, now);
            automations.fired(automation.id(), now);
        });
    }

    /** Null where every occurrence counts. */
    private static String onceKey(EventType event, Occurrence occurrence) {
        if (!event.isRunEvent()) {
            return null;
        }
        return event == EventType.RUN_STATE
                ? "run " + occurrence.run() + " " + occurrence.runState()
                : "run " + occurrence.run();
    }
}
