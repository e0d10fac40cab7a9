package dev.selvedge.domain.runs;

import dev.selvedge.domain.people.Action;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.platform.Fault;
import java.util.Optional;

/** What runs ask about projects and people: where a run belongs, who may do what there. */
public interface RunProjects {

    /** The project to write a run to, made when it does not exist yet; null names mean the caller's defaults. */
    ProjectId openForRuns(Caller caller, String entity, String project);

    /** Empty when there is none or the caller may not see it. */
    Optional<ProjectId> find(Caller caller, String entity, String project);

    /**
     * {@link #find} and {@link #requireWrite} in one look at the caller's rights: each request of a run that lives asks.
     * NOT_FOUND or DENIED.
     */
    default ProjectId findToWrite(Caller caller, String entity, String project) {
        ProjectId found = find(caller, entity, project)
                .orElseThrow(() -> Fault.notFound("There is no project " + entity + "/" + project));
        requireWrite(caller, found);
        return found;
    }

    boolean mayRead(Caller caller, ProjectId project);

    boolean mayWrite(Caller caller, ProjectId project);

    /** DENIED, or NOT_FOUND where the caller may not even see the project. */
    void require(Caller caller, Action action, ProjectId project);

    default void requireWrite(Caller caller, ProjectId project) {
        require(caller, Action.WRITE, project);
    }
}
