package dev.selvedge.wire.graphql.projects;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.Entity;
import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.people.People;
import dev.selvedge.domain.people.Teams;
import dev.selvedge.domain.people.User;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.Project;
import dev.selvedge.domain.projects.ProjectMembers;
import dev.selvedge.domain.projects.ProjectPeople;
import dev.selvedge.domain.projects.ProjectStore.TeamRole;
import dev.selvedge.domain.projects.ProjectStore.UserRole;
import dev.selvedge.platform.GlobalId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Members of projects and registries. */
@Controller
final class ProjectMemberController {

    private final ProjectMembers members;
    private final ProjectPeople everybody;
    private final People people;
    private final Teams teams;

    ProjectMemberController(ProjectMembers members, ProjectPeople everybody, People people, Teams teams) {
        this.everybody = everybody;
        this.members = members;
        this.people = people;
        this.teams = teams;
    }

    record PersonView(User user, String role, List<String> why) {}

    @SchemaMapping(typeName = "Project")
    List<PersonView> people(Project project, @ContextValue Caller caller) {
        return everybody.of(caller, project).stream()
                .map(person ->
                        new PersonView(person.user(), person.standing().name().toLowerCase(Locale.ROOT), person.why()))
                .toList();
    }

    record RoleView(String name) {}

    record UserView(String id, String name, String username, String email, RoleView role) {}

    record TeamView(Entity team, RoleView role) {}

    record Success(boolean success) {}

    @SchemaMapping(typeName = "Project")
    List<UserView> members(Project project, @ContextValue Caller caller) {
        List<UserRole> named = members.users(caller, project.id());
        Map<UserId, User> users = people.find(named.stream().map(UserRole::user).toList()).stream()
                .filter(user -> !user.isDeleted())
                .collect(toMap(User::id, identity()));
        return named.stream()
                .filter(each -> users.containsKey(each.user()))
                .map(each -> view(users.get(each.user()), each.role()))
                .toList();
    }

    private static UserView view(User user, String role) {
        return new UserView(
                GlobalId.encode("User", user.id().value()),
                user.name(),
                user.username(),
                user.email(),
                new RoleView(role));
    }

    @SchemaMapping(typeName = "Project")
    List<TeamView> teamMembers(Project project, @ContextValue Caller caller) {
        List<TeamRole> named = members.teams(caller, project.id());
        Map<EntityId, Entity> entities = teams
                .find(named.stream().map(TeamRole::team).toList())
                .stream()
                .filter(entity -> entity.deletedAt() == null)
                .collect(toMap(Entity::id, identity()));
        return named.stream()
                .filter(each -> entities.containsKey(each.team()))
                .map(each -> new TeamView(entities.get(each.team()), new RoleView(each.role())))
                .toList();
    }

    /** For adding and for removing. */
    record MembersInput(String projectId, List<String> userIds, List<String> teamIds) {
        List<UserId> users() {
            return userIds == null
                    ? List.of()
                    : userIds.stream()
                            .map(id -> new UserId(GlobalId.require("User", id)))
                            .toList();
        }

        List<EntityId> teams() {
            return teamIds == null
                    ? List.of()
                    : teamIds.stream()
                            .map(id -> new EntityId(GlobalId.require("Entity", id)))
                            .toList();
        }
    }

    @MutationMapping
    Success createProjectMembers(@Argument MembersInput input, @ContextValue Caller caller) {
        members.add(caller, ProjectMutations.id(input.projectId()), input.users(), input.teams());
        return new Success(true);
    }

    @MutationMapping
    Success deleteProjectMembers(@Argument MembersInput input, @ContextValue Caller caller) {
        members.remove(caller, ProjectMutations.id(input.projectId()), input.users(), input.teams());
        return new Success(true);
    }

    record UserRoleInput(String projectId, String userId, String userProjectRole) {}

    @MutationMapping
    Success updateProjectMember(@Argument UserRoleInput input, @ContextValue Caller caller) {
        UserId user = new UserId(GlobalId.require("User", input.userId()));
        members.setRole(caller, ProjectMutations.id(input.projectId()), user, input.userProjectRole());
        return new Success(true);
    }

    record TeamRoleInput(String projectId, String teamId, String teamProjectRole) {}

    @MutationMapping
    Success updateProjectTeamMember(@Argument TeamRoleInput input, @ContextValue Caller caller) {
        EntityId team = new EntityId(GlobalId.require("Entity", input.teamId()));
        members.setRole(caller, ProjectMutations.id(input.projectId()), team, input.teamProjectRole());
        return new Success(true);
    }
}
