package dev.selvedge.domain.runs.query;

import dev.selvedge.platform.filter.FilterValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Runs that agree in every key of the query.
 *
 * @param key one per key of the query
 * @param aggregates one per key asked for, null where no run of the group has a finite number
 */
public record RunGroup(List<Part> key, long runs, List<Aggregate> aggregates) {

    public RunGroup {
        key = List.copyOf(key);
        aggregates = Collections.unmodifiableList(new ArrayList<>(aggregates));
    }

    /**
     * What the runs of a group have in common.
     *
     * @param value null for the runs without one; {@link FilterValue.Fields} for those with an object
     * @param cut whether it is only the beginning of a long text or list
     */
    public record Part(FilterValue value, boolean cut) {}

    /** @param deviation of the population, 0 for a single number */
    public record Aggregate(long count, double mean, double deviation, double min, double max) {}
}
