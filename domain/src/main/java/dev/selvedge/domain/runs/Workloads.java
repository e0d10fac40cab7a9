package dev.selvedge.domain.runs;

import dev.selvedge.domain.people.OrganizationId;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.ProjectId;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Who started how many runs, and how long they took. */
public interface Workloads {

    /**
     * @param runs that are not deleted
     * @param compute how long they took together
     */
    record Work(UserId user, long runs, Duration compute) {}

    /** Of everybody who has runs in the project, the one with the most first. */
    List<Work> of(ProjectId project);

    /**
     * Runs started on each day from {@code first} on, by UTC, in the organization and by its members in projects of their
     * own, those that were deleted since too; days without any are left out.
     */
    Map<LocalDate, Long> startedPerDay(OrganizationId organization, LocalDate first);
}
