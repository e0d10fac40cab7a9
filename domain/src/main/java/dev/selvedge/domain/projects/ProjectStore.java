package dev.selvedge.domain.projects;

import dev.selvedge.domain.people.EntityContents;
import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.people.ProjectGates;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.platform.Page;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Keeps projects and who is named in them. */
public interface ProjectStore extends ProjectGates, EntityContents {

    /** Also deleted ones. */
    Optional<Project> find(ProjectId id);

    /** As {@link #find(ProjectId)}, and nobody else changes the project until the transaction ends. */
    Optional<Project> lock(ProjectId id);

    /** Also deleted ones, in the order of {@code ids}. */
    List<Project> find(Collection<ProjectId> ids);

    /** Exact names, nothing deleted. */
    Optional<Project> find(String entity, String name);

    Optional<Project> find(EntityId entity, String name);

    /** Nothing deleted. */
    List<ProjectId> idsOf(EntityId entity);

    /** Nothing deleted, the last active first. */
    Page<Project> list(Collection<EntityId> entities, int first, String after);

    /** CONFLICT when the entity has one of that name. */
    Project insert(NewProject project);

    /** Name, access and what it says about itself. CONFLICT when the name is taken. */
    void save(Project project);

    void touch(ProjectId id, Instant at);

    /** Frees the name; {@link #restore} gives it back. */
    void delete(ProjectId id, Instant at);

    /** CONFLICT when another project has taken the name. */
    void restore(ProjectId id);

    record UserRole(UserId user, String role) {}

    record TeamRole(EntityId team, String role) {}

    List<UserRole> users(ProjectId project);

    List<TeamRole> teams(ProjectId project);

    void putUser(ProjectId project, UserId user, String role);

    void putTeam(ProjectId project, EntityId team, String role);

    boolean removeUser(ProjectId project, UserId user);

    boolean removeTeam(ProjectId project, EntityId team);
}
