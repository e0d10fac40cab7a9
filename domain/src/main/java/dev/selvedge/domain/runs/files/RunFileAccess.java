package dev.selvedge.domain.runs.files;

import dev.selvedge.domain.people.Access;
import dev.selvedge.domain.people.Action;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.Resource;
import dev.selvedge.domain.projects.Project;
import dev.selvedge.domain.projects.Projects;
import dev.selvedge.domain.runs.Run;
import dev.selvedge.domain.runs.RunId;
import dev.selvedge.domain.runs.RunStore;
import dev.selvedge.platform.Fault;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Files are read and written by those who may read and write the run. */
public final class RunFileAccess implements FileAccess {

    private final RunStore runs;
    private final Projects projects;
    private final Access access;

    public RunFileAccess(RunStore runs, Projects projects, Access access) {
        this.runs = runs;
        this.projects = projects;
        this.access = access;
    }

    @Override
    public Optional<Run> find(Caller caller, String entity, String project, String run) {
        return projects.find(caller, entity, project)
                .flatMap(found -> runs.find(found.id(), run))
                .filter(found -> visible(caller, found));
    }

    @Override
    public Optional<Run> find(Caller caller, RunId run) {
        return runs.find(run).filter(found -> visible(caller, found));
    }

    private boolean visible(Caller caller, Run run) {
        return !run.isDeleted() && access.allowed(caller, Action.READ, Resource.run(run.project()));
    }

    @Override
    public Address address(Run run) {
        Project project = projects.find(List.of(run.project())).stream()
                .findFirst()
                .orElseThrow(() -> Fault.notFound("The project of run " + run.name() + " is gone"));
        return new Address(project.entityName(), project.name(), run.name());
    }

    @Override
    public List<RunId> deletedBefore(Collection<RunId> candidates, Instant before) {
        return runs.find(candidates).stream()
                .filter(run -> run.isDeleted() && run.deletedAt().isBefore(before))
                .map(Run::id)
                .toList();
    }

    @Override
    public void requireWrite(Caller caller, Run run) {
        access.require(caller, Action.WRITE, Resource.run(run.project()));
    }
}
