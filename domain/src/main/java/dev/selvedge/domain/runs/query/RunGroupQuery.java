package dev.selvedge.domain.runs.query;

import static java.util.Objects.requireNonNull;

import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.platform.filter.Filter;
import java.util.List;

/**
 * A page of groups: runs that agree in every key.
 *
 * @param aggregates keys whose finite numbers are summed up per group
 */
public record RunGroupQuery(
        ProjectId project,
        Filter<RunField> filter,
        List<RunField> keys,
        List<RunField> aggregates,
        List<Order> order,
        int first,
        String after) {

    public RunGroupQuery {
        requireNonNull(project);
        requireNonNull(filter);
        keys = List.copyOf(keys);
        aggregates = List.copyOf(aggregates);
        order = List.copyOf(order);
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("Groups need a key");
        }
    }

    /** What groups are ordered by. */
    public sealed interface Order {
        boolean ascending();

        /** @param index into the keys */
        record ByKey(int index, boolean ascending) implements Order {}

        record ByRunCount(boolean ascending) implements Order {}

        /** By the mean; groups without a number come last. */
        record ByMean(int index, boolean ascending) implements Order {}
    }
}
