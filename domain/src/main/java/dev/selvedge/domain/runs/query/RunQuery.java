package dev.selvedge.domain.runs.query;

import static java.util.Objects.requireNonNull;

import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.platform.filter.Filter;
import dev.selvedge.platform.filter.OrderKey;
import java.util.List;

/**
 * A page of a project's runs.
 *
 * @param order runs that tie follow their creation; none at all is creation too
 * @param after the cursor of the run before the page, or null for the first page
 */
public record RunQuery(
        ProjectId project, Filter<RunField> filter, List<OrderKey<RunField>> order, int first, String after) {

    public static final int MAX_PAGE = 10_000;

    public RunQuery {
        requireNonNull(project);
        requireNonNull(filter);
        order = List.copyOf(order);
        if (first < 0 || first > MAX_PAGE) {
            throw new IllegalArgumentException("page of " + first);
        }
    }

    public static RunQuery everyRun(ProjectId project, int first) {
        return new RunQuery(project, Filter.all(), List.of(), first, null);
    }
}
