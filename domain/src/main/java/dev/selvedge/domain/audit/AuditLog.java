package dev.selvedge.domain.audit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.selvedge.domain.people.Access;
import dev.selvedge.domain.people.Action;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.Resource;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.people.UserStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Notes what happens and shows it to administrators. */
public final class AuditLog {

    private static final Duration ONCE_IN = Duration.ofMinutes(10);
    private static final int REMOVED_AT_ONCE = 5_000;

    private final AuditStore store;
    private final AuditLines lines;
    private final Access access;
    private final Clock clock;
    private final Duration kept;
    private final Cache<String, Boolean> lately =
            Caffeine.newBuilder().expireAfterWrite(ONCE_IN).maximumSize(20_000).build();

    /** @param kept how long; zero notes nothing at all */
    public AuditLog(AuditStore store, UserStore users, Access access, Clock clock, Duration kept) {
        this.store = store;
        this.lines = new AuditLines(users);
        this.access = access;
        this.clock = clock;
        this.kept = kept;
    }

    /** Behind which event a page begins. */
    public record Place(Instant at, long id) {}

    public void note(String action, UserId actor, int status, Map<String, String> about) {
        if (!kept.isZero()) {
            store.insert(new AuditEvent(0, clock.instant(), action, actor, status, about));
        }
    }

    /** For what pages and programs do again and again: the same by the same person counts once in ten minutes. */
    public void noteOnce(String action, UserId actor, int status, Map<String, String> about) {
        if (kept.isZero()) {
            return;
        }
        String same = action + ' ' + (actor == null ? "" : actor.value()) + ' ' + status + ' ' + about;
        if (lately.asMap().putIfAbsent(same, true) == null) {
            note(action, actor, status, about);
        }
    }

    /** DENIED for anybody but administrators of the installation. */
    public void requireReader(Caller caller) {
        access.require(caller.requireSignedIn(), Action.MANAGE, Resource.INSTANCE);
    }

    /** Oldest first. */
    public List<AuditEvent> between(Caller caller, Instant start, Instant end, Place after, int limit) {
        requireReader(caller);
        return store.between(start, end, after, limit);
    }

    /**
     * One object an event, under the names of the reference.
     *
     * @param anonymous without what tells of people and what they call their things
     */
    public List<Map<String, Object>> lines(Caller caller, List<AuditEvent> events, boolean anonymous) {
        requireReader(caller);
        return lines.of(events, anonymous);
    }

    public Instant now() {
        return clock.instant();
    }

    public void removeOld() {
        Instant end = clock.instant().minus(kept);
        while (store.deleteBefore(end, REMOVED_AT_ONCE) == REMOVED_AT_ONCE) {
            // the next part, in a transaction of its own
        }
    }
}
