package dev.selvedge.domain.automations.firing;

import dev.selvedge.domain.automations.EventType;
import dev.selvedge.domain.automations.Subscriptions;
import dev.selvedge.domain.people.User;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.people.UserStore;
import dev.selvedge.domain.runs.Run;
import dev.selvedge.domain.runs.RunEvents;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** Puts new states and new rows of runs into the outbox, and does nothing at all where nobody watches. */
public final class RunWatch implements RunEvents {

    private static final Set<EventType> STATES = EnumSet.of(EventType.RUN_STATE);

    private final Subscriptions subscriptions;
    private final Outbox outbox;
    private final Places places;
    private final UserStore users;
    private final Clock clock;

    public RunWatch(FiringStore store, Subscriptions subscriptions, Places places, UserStore users, Clock clock) {
        this.subscriptions = subscriptions;
        this.outbox = new Outbox(store, subscriptions, clock);
        this.places = places;
        this.users = users;
        this.clock = clock;
    }

    @Override
    public void changed(Run before, Run after) {
        if ((before == null || before.state() != after.state()) && isWatched(STATES, after)) {
            add(
                    after,
                    place -> Occurrence.ofState(
                            clock.instant(),
                            name(after.user()),
                            place,
                            after.id().value(),
                            after.state().word()));
        }
        if (grew(before, after) && isWatched(EventType.METRICS, after)) {
            add(
                    after,
                    place -> Occurrence.ofRows(
                            clock.instant(),
                            name(after.user()),
                            place,
                            after.id().value(),
                            sameHistory(before, after) ? before.counts().lastStep() : null,
                            after.counts().lastStep()));
        }
    }

    private boolean isWatched(Set<EventType> events, Run run) {
        return subscriptions.maybeOf(events, run.project());
    }

    /**
     * Rows written again after a lost answer bring nothing new. The first rows of a run that is begun anew under its id come
     * with another history, in which all of them are new.
     */
    private static boolean grew(Run before, Run after) {
        return before != null
                && after.counts().lastStep() != null
                && (!sameHistory(before, after)
                        || before.counts().lastStep() == null
                        || after.counts().lastStep() > before.counts().lastStep());
    }

    private static boolean sameHistory(Run before, Run after) {
        return Objects.equals(before.history(), after.history());
    }

    private void add(Run run, Function<Place, Occurrence> occurrence) {
        places.of(run.project()).map(occurrence).ifPresent(outbox::add);
    }

    private String name(UserId user) {
        return users.find(user).map(User::username).orElse("");
    }
}
