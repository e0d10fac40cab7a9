package dev.selvedge.domain.sweeps;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.ProjectId;
import java.time.Instant;

/**
 * A search over configurations.
 *
 * @param name the id of URLs and clients; unique in its project
 * @param config the configuration's text as the client sent it
 * @param method the search method's word, kept apart for lists
 * @param controller JSON of a local controller's schedule, or null
 * @param scheduler JSON of what a local controller or scheduler was given, or null
 */
public record Sweep(
        SweepId id,
        ProjectId project,
        String name,
        UserId user,
        String displayName,
        String description,
        String config,
        String method,
        SweepState state,
        String controller,
        String scheduler,
        String launchScheduler,
        String priorRunsFilters,
        Instant createdAt,
        Instant updatedAt,
        Instant heartbeatAt) {

    public Sweep {
        requireNonNull(project);
        requireNonNull(name);
        requireNonNull(user);
        requireNonNull(config);
        requireNonNull(state);
    }

    public Sweep withState(SweepState next, Instant now) {
        return new Sweep(
                id,
                project,
                name,
                user,
                displayName,
                description,
                config,
                method,
                next,
                controller,
                scheduler,
                launchScheduler,
                priorRunsFilters,
                createdAt,
                now,
                heartbeatAt);
    }

    public Sweep heard(Instant now) {
        return new Sweep(
                id,
                project,
                name,
                user,
                displayName,
                description,
                config,
                method,
                state,
                controller,
                scheduler,
                launchScheduler,
                priorRunsFilters,
                createdAt,
                updatedAt,
                now);
    }

    /** What a local controller or scheduler was given. */
    Sweep given(String answer, Instant now) {
        return new Sweep(
                id,
                project,
                name,
                user,
                displayName,
                description,
                config,
                method,
                state,
                controller,
                answer,
                launchScheduler,
                priorRunsFilters,
                createdAt,
                now,
                heartbeatAt);
    }

    /** What the wish leaves out stays; an empty display name goes. */
    Sweep changed(UpsertSweep wish, String nextMethod, SweepState next, Instant now) {
        String shown = requireNonNullElse(wish.displayName(), requireNonNullElse(displayName, ""));
        return new Sweep(
                id,
                project,
                name,
                user,
                shown.isEmpty() ? null : shown,
                or(wish.description(), description),
                or(wish.config(), config),
                nextMethod,
                next,
                or(wish.controller(), controller),
                or(wish.scheduler(), scheduler),
                or(wish.launchScheduler(), launchScheduler),
                or(wish.priorRunsFilters(), priorRunsFilters),
                createdAt,
                now,
                heartbeatAt);
    }

    private static String or(String wanted, String kept) {
        return wanted == null ? kept : wanted;
    }
}
