package dev.selvedge.domain.runs;

import dev.selvedge.domain.people.Action;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.projects.ProjectId;
import java.util.Optional;

/** What runs ask about projects and people: where a run belongs, who may do what there. */
public interface RunProjects {

    /** The project to write a run to, made when it does not exist yet; null names mean the caller's defaults. */
    ProjectId openForRuns(Caller caller, String entity, String project);

    /** Empty when there is none or the caller may not see it. */
    Optional<ProjectId> find(Caller caller, String entity, String project);

    boolean mayRead(Caller caller, ProjectId project);

    boolean mayWrite(Caller caller, ProjectId project);

    /** DENIED, or NOT_FOUND where the caller may not even see the project. */
    void require(Caller caller, Action action, ProjectId project);

    default void requireWrite(Caller caller, ProjectId project) {
        require(caller, Action.WRITE, project);
    }
}
