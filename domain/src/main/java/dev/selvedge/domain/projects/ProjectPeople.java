package dev.selvedge.domain.projects;

import dev.selvedge.domain.people.Access;
import dev.selvedge.domain.people.Action;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.Entity;
import dev.selvedge.domain.people.EntityStore;
import dev.selvedge.domain.people.Resource;
import dev.selvedge.domain.people.ServiceAccounts;
import dev.selvedge.domain.people.Standing;
import dev.selvedge.domain.people.TeamMember;
import dev.selvedge.domain.people.User;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.people.UserStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Everybody who has a way into a project that is not open to all, with what they may do there. */
public final class ProjectPeople {

    /** Each is asked for apart, so a list of thousands would take a while. */
    private static final int MOST = 500;

    private final ProjectStore projects;
    private final EntityStore entities;
    private final UserStore users;
    private final Access access;

    public ProjectPeople(ProjectStore projects, EntityStore entities, UserStore users, Access access) {
        this.projects = projects;
        this.entities = entities;
        this.users = users;
        this.access = access;
    }

    /**
     * @param standing what it comes to, administrators of the server apart
     * @param why the ways in, in words
     */
    public record Person(User user, Standing standing, List<String> why) {}

    /** For who manages the project or is in what owns it; empty for anybody else. The strongest first. */
    public List<Person> of(Caller caller, Project project) {
        Entity owner = entities.find(project.entity()).orElse(null);
        boolean shown = owner != null
                && access.allowed(caller, Action.READ, Resource.project(project.id()))
                && (access.allowed(caller, Action.MANAGE, Resource.project(project.id()))
                        || access.allowed(caller, Action.READ, Resource.entity(owner.id())));
        if (!shown) {
            return List.of();
        }
        Map<UserId, List<String>> why = ways(project, owner);
        Map<UserId, User> found = users.find(why.keySet().stream().limit(MOST).toList()).stream()
                .filter(user -> !user.isDeleted())
                .collect(Collectors.toMap(User::id, user -> user, (left, right) -> left, LinkedHashMap::new));
        return found.values().stream()
                .map(user -> new Person(user, standing(user, project), why.get(user.id())))
                .filter(person -> person.standing().compareTo(Standing.VIEWER) >= 0)
                .sorted((left, right) -> right.standing().compareTo(left.standing()))
                .toList();
    }

    private Standing standing(User user, Project project) {
        Caller.SignedIn asThem = new Caller.SignedIn(user.id(), user.username(), false);
        return access.role(asThem, Resource.project(project.id())).standing();
    }

    private Map<UserId, List<String>> ways(Project project, Entity owner) {
        Map<UserId, List<String>> why = new LinkedHashMap<>();
        for (ProjectStore.UserRole named : projects.users(project.id())) {
            way(why, named.user(), "named here: " + named.role());
        }
        for (ProjectStore.TeamRole named : projects.teams(project.id())) {
            entities.find(named.team())
                    .filter(team -> team.deletedAt() == null)
                    .ifPresent(team -> entities.members(team.id())
                            .forEach(member ->
                                    way(why, member.user(), "in " + team.name() + ", named here: " + named.role())));
        }
        if (project.creator() != null) {
            way(why, project.creator(), "made the project");
        }
        for (TeamMember member : entities.members(owner.id())) {
            way(why, member.user(), owner.kind() == Entity.Kind.USER ? "owner" : member.role() + " of " + owner.name());
        }
        if (owner.organization() != null) {
            entities.members(owner.organization()).stream()
                    .filter(member -> owner.kind() == Entity.Kind.ORGANIZATION
                            || member.role().equals(ServiceAccounts.OF_ORGANIZATION))
                    .forEach(member -> way(why, member.user(), "in the organization"));
        }
        return why;
    }

    private static void way(Map<UserId, List<String>> why, UserId user, String words) {
        why.computeIfAbsent(user, each -> new ArrayList<>()).add(words);
    }
}
