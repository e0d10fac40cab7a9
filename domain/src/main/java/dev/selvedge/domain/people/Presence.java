package dev.selvedge.domain.people;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;

/** When people were last here: in the browser, or with a key. */
public final class Presence {

    /** Days active are counted among so many, today included. */
    public static final int COUNTED_DAYS = 30;

    /** Not a write for each request. */
    private static final Duration NOTED_EVERY = Duration.ofMinutes(5);

    private static final int KEPT_DAYS = 400;

    private final PresenceStore store;
    private final Access access;
    private final Clock clock;

    public Presence(PresenceStore store, Access access, Clock clock) {
        this.store = store;
        this.access = access;
        this.clock = clock;
    }

    /** @param user as just read from the store */
    void seen(User user) {
        Instant now = clock.instant();
        if (user.lastActiveAt() == null || user.lastActiveAt().plus(NOTED_EVERY).isBefore(now)) {
            store.seen(user.id(), now);
        }
    }

    /** Whether the caller may know when that person was here. */
    public boolean shows(Caller caller, UserId person) {
        return access.allowed(caller, Action.MANAGE, Resource.user(person));
    }

    /** Whether the caller may know when the people of an organization were here. */
    public boolean shows(Caller caller, OrganizationId organization) {
        return access.allowed(caller, Action.MANAGE, Resource.organization(organization));
    }

    /** Each one who was here on any of the last {@link #COUNTED_DAYS} days. */
    public Map<UserId, Integer> daysActive(Collection<UserId> people) {
        return people.isEmpty() ? Map.of() : store.days(people, firstOf(COUNTED_DAYS));
    }

    /** For who may know; the first of so many days that end today. */
    public Map<LocalDate, Long> perDay(OrganizationId organization, int days) {
        return store.perDay(organization, firstOf(days));
    }

    public LocalDate firstOf(int days) {
        return today().minusDays(days - 1L);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    public void removeOld() {
        store.deleteBefore(firstOf(KEPT_DAYS));
    }
}
