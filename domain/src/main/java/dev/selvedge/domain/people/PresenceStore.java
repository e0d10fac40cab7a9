package dev.selvedge.domain.people;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;

/** Keeps when people were last here, and on which days. Days are those of UTC. */
public interface PresenceStore {

    /** Repeating it with the same moment changes nothing. */
    void seen(UserId user, Instant at);

    /** On how many days from {@code first} on each was here; those who were not are left out. */
    Map<UserId, Integer> days(Collection<UserId> users, LocalDate first);

    /** How many members of the organization were here on each day from {@code first} on; days without anybody are left out. */
    Map<LocalDate, Long> perDay(OrganizationId organization, LocalDate first);

    void deleteBefore(LocalDate day);
}
