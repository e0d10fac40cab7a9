package dev.selvedge.domain.runs;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.platform.Fault;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds runs for those who may see them. */
public final class RunQueries {

    private final RunStore runs;
    private final RunProjects projects;
    private final KeptTexts texts;

    public RunQueries(RunStore runs, RunProjects projects) {
        this.runs = runs;
        this.projects = projects;
        this.texts = new KeptTexts(runs::documents, KeptTexts.MAX_CHARACTERS, Ticker.systemTicker());
    }

    /** Empty for an unknown or deleted run, and for one the caller may not see. */
    public Optional<Run> find(Caller caller, ProjectId project, String name) {
        return visible(caller, runs.find(project, name));
    }

    /** The same for several runs at once, by name. */
    public Map<String, Run> find(Caller caller, ProjectId project, Collection<String> names) {
        if (names.isEmpty() || !projects.mayRead(caller, project)) {
            return Map.of();
        }
        return runs.find(project, names).stream()
                .filter(run -> !run.isDeleted())
                .collect(Collectors.toMap(Run::name, run -> run));
    }

    public Optional<Run> find(Caller caller, RunId id) {
        return visible(caller, runs.find(id));
    }

    /** In the order of {@code ids}, without those that are gone or hidden. */
    public List<Run> find(Caller caller, Collection<RunId> ids) {
        return runs.find(ids).stream()
                .filter(run -> !run.isDeleted() && projects.mayRead(caller, run.project()))
                .toList();
    }

    /** NOT_FOUND unless there and visible. */
    public Run require(Caller caller, RunId id) {
        return find(caller, id).orElseThrow(() -> Fault.notFound("No such run"));
    }

    private Optional<Run> visible(Caller caller, Optional<Run> run) {
        return run.filter(found -> !found.isDeleted() && projects.mayRead(caller, found.project()));
    }

    /** For runs that were found before; who asks was settled then. */
    public Map<RunId, RunDocuments> documents(Collection<RunId> ids) {
        return runs.documents(ids);
    }

    /** Configs and summaries, as {@link #documents}, from memory where they have not changed. */
    public Map<Run, RunTexts> texts(Collection<Run> found) {
        return texts.of(found);
    }

    public boolean mayWrite(Caller caller, Run run) {
        return projects.mayWrite(caller, run.project());
    }
}
