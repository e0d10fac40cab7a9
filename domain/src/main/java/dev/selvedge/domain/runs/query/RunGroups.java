package dev.selvedge.domain.runs.query;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.RunProjects;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Page;
import dev.selvedge.platform.filter.OrderKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs grouped by keys, with numbers summed up. */
public final class RunGroups {

    private static final int MAX_KEYS = 8;
    private static final int MAX_AGGREGATES = 50;
    private static final Map<String, Boolean> COUNT_KEYS = Map.of("runCount", true, "count", true);

    private final RunQueryStore store;
    private final RunProjects projects;

    public RunGroups(RunQueryStore store, RunProjects projects) {
        this.store = store;
        this.projects = projects;
    }

    /**
     * A question in the words of clients.
     *
     * @param order group keys, {@code runCount}, or aggregate keys, which order by the mean; null orders by the group keys
     */
    public record Question(List<String> keys, String filters, String order, List<String> aggregates) {
        public Question {
            keys = List.copyOf(keys);
            aggregates = aggregates == null ? List.of() : List.copyOf(aggregates);
            if (keys.isEmpty() || keys.size() > MAX_KEYS) {
                throw Fault.invalid("Runs are grouped by 1 to " + MAX_KEYS + " keys");
            }
            if (aggregates.size() > MAX_AGGREGATES) {
                throw Fault.invalid("Groups have up to " + MAX_AGGREGATES + " aggregates");
            }
        }

        RunGroupQuery query(ProjectId project, int first, String after) {
            return new RunGroupQuery(
                    project,
                    RunFilters.parse(filters),
                    keys.stream().map(RunField::parse).toList(),
                    aggregates.stream().map(RunField::parse).toList(),
                    orders(),
                    first,
                    after);
        }

        private List<RunGroupQuery.Order> orders() {
            List<RunGroupQuery.Order> orders = new ArrayList<>();
            for (OrderKey<String> one : OrderKey.parse(order)) {
                orders.add(order(one.key(), one.ascending()));
            }
            return orders;
        }

        private RunGroupQuery.Order order(String key, boolean ascending) {
            if (COUNT_KEYS.containsKey(key)) {
                return new RunGroupQuery.Order.ByRunCount(ascending);
            }
            if (keys.contains(key)) {
                return new RunGroupQuery.Order.ByKey(keys.indexOf(key), ascending);
            }
            if (aggregates.contains(key)) {
                return new RunGroupQuery.Order.ByMean(aggregates.indexOf(key), ascending);
            }
            throw Fault.invalid(
                    "Groups are ordered by their keys, runCount or their aggregates, not by \"" + key + "\"");
        }
    }

    public Page<RunGroup> page(Caller caller, ProjectId project, Question question, Integer first, String after) {
        RunGroupQuery query = question.query(project, RunLists.pageSize(first), after);
        return projects.mayRead(caller, project) ? store.groups(query) : Page.empty();
    }

    public long count(Caller caller, ProjectId project, Question question) {
        return projects.mayRead(caller, project) ? store.countGroups(question.query(project, 1, null)) : 0;
    }
}
