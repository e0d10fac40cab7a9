package dev.selvedge.domain.sweeps;

/** What a client wants a sweep to be; null leaves a thing as it is. A null {@code id} makes a new one. */
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
        String priorRunsFilters,
        SweepState state) {}
