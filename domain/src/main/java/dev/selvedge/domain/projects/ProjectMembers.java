package dev.selvedge.domain.projects;

import dev.selvedge.domain.people.Access;
import dev.selvedge.domain.people.Action;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.Entity;
import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.people.EntityStore;
import dev.selvedge.domain.people.Resource;
import dev.selvedge.domain.people.Role;
import dev.selvedge.domain.people.RoleBook;
import dev.selvedge.domain.people.User;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.people.UserStore;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Transactions;
import java.util.List;

/** People and teams named in a project, with the role they have there in place of the one they would have anyway. */
public final class ProjectMembers {

    private final ProjectStore projects;
    private final EntityStore entities;
    private final UserStore users;
    private final Access access;
    private final RoleBook roles;
    private final Transactions transactions;

    public ProjectMembers(
            ProjectStore projects,
            EntityStore entities,
            UserStore users,
            Access access,
            RoleBook roles,
            Transactions transactions) {
        this.projects = projects;
        this.entities = entities;
        this.users = users;
        this.access = access;
        this.roles = roles;
        this.transactions = transactions;
    }

    public List<ProjectStore.UserRole> users(Caller caller, ProjectId project) {
        return access.allowed(caller, Action.READ, Resource.project(project)) ? projects.users(project) : List.of();
    }

    public List<ProjectStore.TeamRole> teams(Caller caller, ProjectId project) {
        return access.allowed(caller, Action.READ, Resource.project(project)) ? projects.teams(project) : List.of();
    }

    /** Those who are named already keep their role. */
    public void add(Caller caller, ProjectId project, List<UserId> people, List<EntityId> teams) {
        access.require(caller, Action.MANAGE, Resource.project(project));
        String role = firstRole(project).name();
        people.forEach(this::requireUser);
        teams.forEach(this::requireTeam);
        transactions.inTransaction(() -> {
            for (UserId user : people) {
                if (projects.role(project, user).isEmpty()) {
                    projects.putUser(project, user, role);
                }
            }
            for (EntityId team : teams) {
                if (projects.teams(project).stream()
                        .noneMatch(known -> known.team().equals(team))) {
                    projects.putTeam(project, team, role);
                }
            }
        });
    }

    /** Who is added to a registry reads it; who is added to a project works in it. */
    private Role firstRole(ProjectId project) {
        boolean registry = projects.find(project)
                .flatMap(found -> entities.find(found.entity()))
                .filter(entity -> entity.kind() == Entity.Kind.ORGANIZATION)
                .isPresent();
        return registry ? Role.VIEWER : Role.MEMBER;
    }

    public void remove(Caller caller, ProjectId project, List<UserId> people, List<EntityId> teams) {
        access.require(caller, Action.MANAGE, Resource.project(project));
        transactions.inTransaction(() -> {
            people.forEach(user -> projects.removeUser(project, user));
            teams.forEach(team -> projects.removeTeam(project, team));
        });
    }

    public void setRole(Caller caller, ProjectId project, UserId user, String role) {
        access.require(caller, Action.MANAGE, Resource.project(project));
        requireUser(user);
        if (projects.role(project, user).isEmpty()) {
            throw Fault.notFound("The user is not a member of this project");
        }
        projects.putUser(project, user, role(role));
    }

    public void setRole(Caller caller, ProjectId project, EntityId team, String role) {
        access.require(caller, Action.MANAGE, Resource.project(project));
        requireTeam(team);
        if (projects.teams(project).stream().noneMatch(known -> known.team().equals(team))) {
            throw Fault.notFound("The team is not a member of this project");
        }
        projects.putTeam(project, team, role(role));
    }

    private String role(String name) {
        return roles.find(name)
                .orElseThrow(() -> Fault.invalid("There is no role \"" + name + "\""))
                .name();
    }

    private void requireUser(UserId user) {
        if (users.find(user).filter(User::isActive).map(User::id).isEmpty()) {
            throw Fault.notFound("No such user");
        }
    }

    private void requireTeam(EntityId team) {
        if (entities.find(team)
                .filter(found -> found.deletedAt() == null && found.kind() != Entity.Kind.ORGANIZATION)
                .isEmpty()) {
            throw Fault.notFound("No such team");
        }
    }
}
