package dev.selvedge.domain.sweeps;

/**
 * What a client wants a sweep to be; null leaves a thing as it is. A null {@code id} makes a new one.
 *
 * @param launchScheduler JSON of a program to queue that schedules the sweep
 * @param templateVariables JSON of values for the template variables of that program's queue
 */
public record UpsertSweep(
        SweepId id,
        String entity,
        String project,
        String displayName,
        String description,
        String config,
        String controller,
        String scheduler,
        String launchScheduler,
        String templateVariables,
        String priorRunsFilters,
        SweepState state) {

    UpsertSweep shownAs(String name) {
        return new UpsertSweep(
                id,
                entity,
                project,
                name,
                description,
                config,
                controller,
                scheduler,
                launchScheduler,
                templateVariables,
                priorRunsFilters,
                state);
    }
}
