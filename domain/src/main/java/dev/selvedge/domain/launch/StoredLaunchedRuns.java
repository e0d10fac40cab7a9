package dev.selvedge.domain.launch;

import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.Run;
import dev.selvedge.domain.runs.RunJson;
import dev.selvedge.domain.runs.RunState;
import dev.selvedge.domain.runs.RunStore;
import dev.selvedge.domain.runs.query.RunFilters;
import dev.selvedge.domain.runs.query.RunQueryStore;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** States of many runs in two questions. */
public final class StoredLaunchedRuns implements LaunchedRuns {

    private final RunStore runs;
    private final RunQueryStore queries;

    public StoredLaunchedRuns(RunStore runs, RunQueryStore queries) {
        this.runs = runs;
        this.queries = queries;
    }

    @Override
    public Map<String, RunState> states(ProjectId project, Collection<String> names) {
        if (names.isEmpty()) {
            return Map.of();
        }
        String filter = RunJson.text(Map.of("name", Map.of("$in", names)));
        return runs.find(queries.findAll(project, RunFilters.parse(filter))).stream()
                .collect(Collectors.toMap(Run::name, Run::state));
    }
}
