package dev.selvedge.domain.automations;

import dev.selvedge.domain.people.Action;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.ProjectId;
import java.util.Optional;

/** What this room asks of the rooms that own what automations watch. */
public interface AutomationScopes {

    /** The thing with this global id, empty when there is none of that type or the caller may not see it. */
    Optional<Scope> find(Caller caller, Scope.Type type, String globalId);

    /** The entity of this name, empty when there is none or the caller may not see it. */
    Optional<EntityId> entity(Caller caller, String name);

    boolean mayRead(Caller caller, Scope scope);

    /**
     * Whether the person may see such events of the project now. A deactivated person counts by the memberships that wait
     * for them.
     */
    boolean mayHear(UserId person, ProjectId project, EventType event);

    /** Whether the person may change automations there now; as above of a deactivated person. */
    boolean mayWrite(UserId person, Scope scope);

    /** Whether the person may let automations send to the entity's receivers now; not to their own while deactivated. */
    boolean mayUse(UserId person, EntityId receivers);

    /** The oldest project of the entity that the caller may see. */
    Optional<ProjectId> firstProject(Caller caller, EntityId entity);

    /** DENIED unless the caller may do that with the automations there. */
    void require(Caller caller, Action action, Scope scope);
}
