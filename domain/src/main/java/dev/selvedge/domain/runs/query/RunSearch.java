package dev.selvedge.domain.runs.query;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.projects.Project;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.projects.Projects;
import dev.selvedge.domain.runs.Run;
import dev.selvedge.domain.runs.RunProjects;
import dev.selvedge.domain.runs.RunStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Projects and runs by a piece of their name, among the projects of the caller's entities. */
public final class RunSearch {

    private static final int MAX_PROJECTS = 1_000;
    private static final int DEFAULT_HITS = 20;
    private static final int MAX_HITS = 100;

    private final RunQueryStore store;
    private final RunStore runs;
    private final RunProjects rights;
    private final Projects projects;

    public RunSearch(RunQueryStore store, RunStore runs, RunProjects rights, Projects projects) {
        this.store = store;
        this.runs = runs;
        this.rights = rights;
        this.projects = projects;
    }

    /** @param run null when the project itself is meant */
    public record Hit(Project project, Run run) {}

    /** Projects first, in up to half of the places. Case does not count. */
    public List<Hit> find(Caller caller, String text, Integer first) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        int size = first == null ? DEFAULT_HITS : Math.clamp(first, 0, MAX_HITS);
        if (wanted.isEmpty() || size == 0) {
            return List.of();
        }
        List<Project> own = projects.listOwn(caller, MAX_PROJECTS, null).items();
        List<Hit> hits = new ArrayList<>();
        own.stream()
                .filter(project -> (project.entityName() + "/" + project.name())
                        .toLowerCase(Locale.ROOT)
                        .contains(wanted))
                .limit(Math.max(1, size / 2))
                .forEach(project -> hits.add(new Hit(project, null)));
        Map<ProjectId, Project> visible = own.stream().collect(toMap(Project::id, identity()));
        List<ProjectId> withRuns = visible.keySet().stream()
                .filter(project -> rights.mayRead(caller, project))
                .toList();
        for (Run run : runs.find(store.search(withRuns, text.strip(), size - hits.size()))) {
            hits.add(new Hit(visible.get(run.project()), run));
        }
        return hits;
    }
}
