package dev.selvedge.domain.projects;

import dev.selvedge.domain.people.UserId;
import java.util.Set;

/** People who are not of a project and were asked to work on one thing in it. */
public interface ProjectInvitations {

    /** The projects of those things. */
    Set<ProjectId> invitedTo(UserId user);
}
