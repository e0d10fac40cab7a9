package dev.selvedge.domain.runs;

import dev.selvedge.domain.people.Access;
import dev.selvedge.domain.people.Action;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.Resource;
import dev.selvedge.domain.projects.Project;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.projects.Projects;
import dev.selvedge.platform.Fault;
import java.util.Optional;

/** What the people and projects rooms say about runs, or about what else is made of runs: sweeps. */
public final class ProjectsForRuns implements RunProjects {

    private final Projects projects;
    private final Access access;
    private final Resource.Type kind;

    public ProjectsForRuns(Projects projects, Access access) {
        this(projects, access, Resource.Type.RUN);
    }

    /** @param kind whose rights hold */
    public ProjectsForRuns(Projects projects, Access access, Resource.Type kind) {
        this.projects = projects;
        this.access = access;
        this.kind = kind;
    }

    @Override
    public ProjectId openForRuns(Caller caller, String entity, String project) {
        return projects.open(caller, entity, project, kind).project().id();
    }

    @Override
    public Optional<ProjectId> find(Caller caller, String entity, String project) {
        return projects.find(caller, entity, project).map(Project::id);
    }

    @Override
    public ProjectId findToWrite(Caller caller, String entity, String project) {
        return projects.find(caller, entity, project, Action.WRITE, kind)
                .map(Project::id)
                .orElseThrow(() -> Fault.notFound("There is no project " + entity + "/" + project));
    }

    @Override
    public boolean mayRead(Caller caller, ProjectId project) {
        return access.allowed(caller, Action.READ, in(project));
    }

    @Override
    public boolean mayWrite(Caller caller, ProjectId project) {
        return access.allowed(caller, Action.WRITE, in(project));
    }

    @Override
    public void require(Caller caller, Action action, ProjectId project) {
        access.require(caller, action, in(project));
    }

    private Resource in(ProjectId project) {
        return new Resource.OfProject(kind, project);
    }
}
