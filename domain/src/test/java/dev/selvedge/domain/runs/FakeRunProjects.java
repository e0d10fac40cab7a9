package dev.selvedge.domain.runs;

import dev.selvedge.domain.people.Action;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.platform.Fault;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Everybody signed in may do everything, except in projects of the entity "locked", which may only be read. */
final class FakeRunProjects implements RunProjects {

    private final Map<String, ProjectId> projects = new LinkedHashMap<>();

    @Override
    public ProjectId openForRuns(Caller caller, String entity, String project) {
        String path = (entity == null ? "ada" : entity) + "/" + (project == null ? "uncategorized" : project);
        return projects.computeIfAbsent(path, key -> new ProjectId(projects.size() + 1));
    }

    @Override
    public Optional<ProjectId> find(Caller caller, String entity, String project) {
        return Optional.ofNullable(projects.get(entity + "/" + project));
    }

    @Override
    public boolean mayRead(Caller caller, ProjectId project) {
        return caller instanceof Caller.SignedIn;
    }

    @Override
    public boolean mayWrite(Caller caller, ProjectId project) {
        return mayRead(caller, project) && !project.equals(projects.get("locked/p"));
    }

    @Override
    public void require(Caller caller, Action action, ProjectId project) {
        if (!mayWrite(caller, project)) {
            throw Fault.denied("no");
        }
    }
}
