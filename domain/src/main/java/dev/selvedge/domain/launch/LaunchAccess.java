package dev.selvedge.domain.launch;

import dev.selvedge.domain.people.Access;
import dev.selvedge.domain.people.Action;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.Resource;
import dev.selvedge.domain.projects.Project;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.projects.Projects;
import dev.selvedge.platform.Fault;
import java.util.List;

/** Who may do what with queues. A queue somebody keeps for themselves is as good as absent for others. */
public final class LaunchAccess {

    private final Projects projects;
    private final Access access;

    public LaunchAccess(Projects projects, Access access) {
        this.projects = projects;
        this.access = access;
    }

    /** NOT_FOUND when there is none or the caller may not see it. */
    Project requireProject(Caller caller, String entity, String project) {
        return projects.require(caller, entity, project);
    }

    boolean maySee(Caller caller, ProjectId project) {
        return access.allowed(caller, Action.READ, Resource.queue(project));
    }

    boolean maySee(Caller caller, RunQueue queue) {
        return maySee(caller, queue.project()) && isOpenTo(caller, queue);
    }

    /** Of one project, whose rights are looked up once. */
    List<RunQueue> visible(Caller caller, ProjectId project, List<RunQueue> queues) {
        return maySee(caller, project)
                ? queues.stream().filter(queue -> isOpenTo(caller, queue)).toList()
                : List.of();
    }

    private boolean isOpenTo(Caller caller, RunQueue queue) {
        return queue.access() == RunQueue.Access.PROJECT || owns(caller, queue);
    }

    private boolean owns(Caller caller, RunQueue queue) {
        return caller instanceof Caller.SignedIn signedIn && signedIn.userId().equals(queue.createdBy())
                || access.allowed(caller, Action.MANAGE, Resource.queue(queue.project()));
    }

    void require(Caller caller, Action action, ProjectId project) {
        access.require(caller, action, Resource.queue(project));
    }

    void require(Caller caller, Action action, RunQueue queue) {
        caller.requireSignedIn();
        if (!maySee(caller, queue)) {
            throw Fault.notFound("No such run queue");
        }
        require(caller, action, queue.project());
    }

    boolean allowed(Caller caller, Action action, RunQueue queue) {
        return maySee(caller, queue) && access.allowed(caller, action, Resource.queue(queue.project()));
    }

    boolean mayReadRuns(Caller caller, ProjectId project) {
        return access.allowed(caller, Action.READ, Resource.run(project));
    }
}
