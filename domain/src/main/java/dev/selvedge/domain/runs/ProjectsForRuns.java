package dev.selvedge.domain.runs;

import dev.selvedge.domain.people.Access;
import dev.selvedge.domain.people.Action;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.Resource;
import dev.selvedge.domain.projects.Project;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.projects.Projects;
import java.util.Optional;

/** What the people and projects rooms say about runs. */
public final class ProjectsForRuns implements RunProjects {

    private final Projects projects;
    private final Access access;

    public ProjectsForRuns(Projects projects, Access access) {
        this.projects = projects;
        this.access = access;
    }

    @Override
    public ProjectId openForRuns(Caller caller, String entity, String project) {
        return projects.open(caller, entity, project).project().id();
    }

    @Override
    public Optional<ProjectId> find(Caller caller, String entity, String project) {
        return projects.find(caller, entity, project).map(Project::id);
    }

    @Override
    public boolean mayRead(Caller caller, ProjectId project) {
        return access.allowed(caller, Action.READ, Resource.run(project));
    }

    @Override
    public boolean mayWrite(Caller caller, ProjectId project) {
        return access.allowed(caller, Action.WRITE, Resource.run(project));
    }

    @Override
    public void requireWrite(Caller caller, ProjectId project) {
        access.require(caller, Action.WRITE, Resource.run(project));
    }
}
