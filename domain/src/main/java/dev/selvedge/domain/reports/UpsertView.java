package dev.selvedge.domain.reports;

/**
 * A view as a client wants it. Null leaves a thing as it is, or as it is by default.
 *
 * @param id the view to change; without one, the view of this type and name is changed or made
 * @param entity and {@code project}: where it belongs; a view that exists stays where it is
 */
public record UpsertView(
        ViewId id,
        String entity,
        String project,
        String type,
        String name,
        String displayName,
        String description,
        String createdUsing,
        String spec,
        Boolean locked,
        ViewId parent) {}
