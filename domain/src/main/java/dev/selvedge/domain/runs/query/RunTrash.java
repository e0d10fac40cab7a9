package dev.selvedge.domain.runs.query;

import static java.util.stream.Collectors.toMap;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.People;
import dev.selvedge.domain.people.User;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.Run;
import dev.selvedge.domain.runs.RunDocuments;
import dev.selvedge.domain.runs.RunId;
import dev.selvedge.domain.runs.RunProjects;
import dev.selvedge.domain.runs.RunStore;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Page;
import dev.selvedge.platform.filter.Filter;
import dev.selvedge.platform.filter.FilterMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Deleted runs by filter. They are not in the index, so each is read: it is asked rarely, and about few. */
public final class RunTrash {

    private static final int AT_ONCE = 500;

    private final RunQueryStore store;
    private final RunStore runs;
    private final RunProjects projects;
    private final People people;

    public RunTrash(RunQueryStore store, RunStore runs, RunProjects projects, People people) {
        this.store = store;
        this.runs = runs;
        this.projects = projects;
        this.people = people;
    }

    public List<RunId> all(Caller caller, ProjectId project, String filters) {
        if (filters == null || filters.isBlank()) {
            throw Fault.invalid("Filters are needed to say which runs are meant; {} means all");
        }
        Filter<RunField> filter = RunFilters.parse(filters);
        if (!projects.mayRead(caller, project)) {
            return List.of();
        }
        List<RunId> found = new ArrayList<>();
        String after = null;
        Page<RunId> page;
        do {
            page = store.deleted(project, AT_ONCE, after);
            after = page.endCursor();
            facts(page.items()).stream()
                    .filter(facts -> FilterMatcher.matches(filter, facts::value))
                    .forEach(facts -> found.add(facts.run().id()));
        } while (page.hasNext());
        return found;
    }

    private List<RunFacts> facts(List<RunId> ids) {
        List<Run> deleted = runs.find(ids);
        Map<RunId, RunDocuments> documents = runs.documents(ids);
        Map<UserId, String> usernames = people
                .find(deleted.stream().map(Run::user).distinct().toList())
                .stream()
                .collect(toMap(User::id, User::username));
        return deleted.stream()
                .filter(run -> documents.get(run.id()) != null)
                .map(run ->
                        new RunFacts(run, usernames.get(run.user()), Objects.requireNonNull(documents.get(run.id()))))
                .toList();
    }
}
