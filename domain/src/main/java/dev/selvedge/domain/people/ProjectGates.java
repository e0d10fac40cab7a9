package dev.selvedge.domain.people;

import dev.selvedge.domain.projects.ProjectAccess;
import dev.selvedge.domain.projects.ProjectId;
import java.util.List;
import java.util.Optional;

/** What {@link Access} needs to know of projects. */
public interface ProjectGates {

    /** @param creator null when nobody remembers */
    record Gate(EntityId entity, ProjectAccess access, UserId creator) {}

    /** Empty for deleted projects: nothing in them can be read or changed. */
    Optional<Gate> gate(ProjectId project);

    /** The role a user was given in this very project. */
    Optional<String> role(ProjectId project, UserId user);

    /** Roles that the project gave to teams of the user. */
    List<String> rolesByTeam(ProjectId project, UserId user);
}
