package dev.selvedge.domain.sweeps;

import static java.util.Objects.requireNonNull;

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
}
