package dev.selvedge.domain.projects;

import dev.selvedge.domain.people.UserId;

/** People who are not of a project and were asked to work on one thing in it. */
public interface ProjectInvitations {

    boolean invited(UserId user, ProjectId project);
}
