package dev.selvedge.domain.runs.query;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.Run;
import dev.selvedge.domain.runs.RunId;
import dev.selvedge.domain.runs.RunProjects;
import dev.selvedge.domain.runs.RunStore;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Page;
import dev.selvedge.platform.filter.Filter;
import dev.selvedge.platform.filter.OrderKey;
import java.util.List;

/** Lists of a project's runs, for those who may see runs there; to others every list is empty. */
public final class RunLists {

    private static final int DEFAULT_PAGE = 50;
    private static final int MAX_PAGE = 1_000;

    /** What most people look for: the newest run. */
    private static final List<OrderKey<RunField>> DEFAULT_ORDER =
            List.of(new OrderKey<>(RunField.Attribute.CREATED_AT, false));

    private final RunQueryStore store;
    private final RunStore runs;
    private final RunProjects projects;

    public RunLists(RunQueryStore store, RunStore runs, RunProjects projects) {
        this.store = store;
        this.runs = runs;
        this.projects = projects;
    }

    public Page<Run> page(Caller caller, ProjectId project, String filters, String order, Integer first, String after) {
        Filter<RunField> filter = RunFilters.parse(filters);
        List<OrderKey<RunField>> keys = RunFilters.parseOrder(order);
        int size = pageSize(first);
        if (!projects.mayRead(caller, project)) {
            return Page.empty();
        }
        Page<RunId> page =
                store.find(new RunQuery(project, filter, keys.isEmpty() ? DEFAULT_ORDER : keys, size, after));
        return withRuns(page);
    }

    /** A run that has gone since its number was found takes its cursor along. */
    private Page<Run> withRuns(Page<RunId> page) {
        List<Run> found = runs.find(page.items());
        if (found.size() == page.items().size()) {
            return new Page<>(found, page.cursors(), page.hasNext());
        }
        List<String> cursors = found.stream()
                .map(run -> page.cursors().get(page.items().indexOf(run.id())))
                .toList();
        return new Page<>(found, cursors, page.hasNext() && !found.isEmpty());
    }

    public long count(Caller caller, ProjectId project, String filters) {
        Filter<RunField> filter = RunFilters.parse(filters);
        return projects.mayRead(caller, project) ? store.count(project, filter) : 0;
    }

    /** For changing them all: refuses a missing filter, which would mean every run. */
    public List<RunId> all(Caller caller, ProjectId project, String filters) {
        if (filters == null || filters.isBlank()) {
            throw Fault.invalid("Filters are needed to say which runs are meant; {} means all");
        }
        Filter<RunField> filter = RunFilters.parse(filters);
        return projects.mayRead(caller, project) ? store.findAll(project, filter) : List.of();
    }

    public List<RunQueryStore.TagCount> tags(Caller caller, ProjectId project) {
        return projects.mayRead(caller, project) ? store.tags(project, MAX_PAGE) : List.of();
    }

    /** What was deleted and can be restored, the last deleted first. */
    public Page<Run> deleted(Caller caller, ProjectId project, Integer first, String after) {
        int size = pageSize(first);
        return maySeeTrash(caller, project) ? withRuns(store.deleted(project, size, after)) : Page.empty();
    }

    public long countDeleted(Caller caller, ProjectId project) {
        return maySeeTrash(caller, project) ? store.countDeleted(project) : 0;
    }

    /** Who looks at a public project or came by a link sees what its people show, not what they took away. */
    private boolean maySeeTrash(Caller caller, ProjectId project) {
        return !caller.isUnnamed() && projects.mayRead(caller, project);
    }

    static int pageSize(Integer first) {
        if (first != null && first < 0) {
            throw Fault.invalid("A page cannot have " + first + " items");
        }
        return first == null ? DEFAULT_PAGE : Math.min(first, MAX_PAGE);
    }
}
