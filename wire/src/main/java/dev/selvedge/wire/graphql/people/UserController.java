package dev.selvedge.wire.graphql.people;

import dev.selvedge.domain.people.ApiKeys;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.Entity;
import dev.selvedge.domain.people.Invitations;
import dev.selvedge.domain.people.Invite;
import dev.selvedge.domain.people.Organization;
import dev.selvedge.domain.people.Organizations;
import dev.selvedge.domain.people.Presence;
import dev.selvedge.domain.people.Spaces;
import dev.selvedge.domain.people.Teams;
import dev.selvedge.domain.people.User;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.Project;
import dev.selvedge.domain.projects.Projects;
import dev.selvedge.platform.GlobalId;
import dev.selvedge.wire.graphql.Connection;
import dev.selvedge.wire.graphql.Immediate;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Fields of {@code User}. */
@Controller
@SchemaMapping(typeName = "User")
final class UserController {

    private static final String DEFAULT_FLAGS = "{\"code_saving_enabled\":true}";

    private final ApiKeys keys;
    private final Teams teams;
    private final Spaces spaces;
    private final Organizations organizations;
    private final Projects projects;
    private final Invitations invitations;
    private final Presence presence;

    UserController(
            ApiKeys keys,
            Teams teams,
            Spaces spaces,
            Organizations organizations,
            Projects projects,
            Invitations invitations,
            Presence presence) {
        this.spaces = spaces;
        this.keys = keys;
        this.teams = teams;
        this.organizations = organizations;
        this.projects = projects;
        this.invitations = invitations;
        this.presence = presence;
    }

    @Immediate
    @SchemaMapping
    String id(User user) {
        return GlobalId.encode("User", user.id().value());
    }

    /** Public projects name their people; addresses are for those who are signed in. */
    @SchemaMapping
    String email(User user, @ContextValue Caller caller) {
        return caller.isUnnamed() ? null : user.email();
    }

    @Immediate
    @SchemaMapping
    String accountType(User user) {
        return user.isService() ? "SERVICE" : "MEMBER";
    }

    @SchemaMapping
    Instant lastActiveAt(User user, @ContextValue Caller caller) {
        return presence.shows(caller, user.id()) ? user.lastActiveAt() : null;
    }

    @BatchMapping
    Map<User, Integer> daysActive(List<User> of, @ContextValue Caller caller) {
        List<User> shown =
                of.stream().filter(user -> presence.shows(caller, user.id())).toList();
        Map<UserId, Integer> days =
                presence.daysActive(shown.stream().map(User::id).toList());
        Map<User, Integer> answers = new HashMap<>();
        of.forEach(user -> answers.put(user, null));
        shown.forEach(user -> answers.put(user, days.getOrDefault(user.id(), 0)));
        return answers;
    }

    @Immediate
    @SchemaMapping
    Instant deletedAt(User user) {
        return user.isDeleted() ? user.deletedAt() : user.deactivatedAt();
    }

    @Immediate
    @SchemaMapping
    String flags(User user) {
        return user.flags() == null ? DEFAULT_FLAGS : user.flags();
    }

    @SchemaMapping
    String entity(User user) {
        return spaces.defaultOf(user).map(Entity::name).orElse(null);
    }

    @SchemaMapping
    Connection<ApiKeyView> apiKeys(User user, @ContextValue Caller caller) {
        return Connections.whole(
                keys.of(caller, user.id()).stream().map(ApiKeyView::masked).toList(), ApiKeyView::id);
    }

    /** The personal entity counts as one. */
    @SchemaMapping
    Connection<Entity> teams(User user, @ContextValue Caller caller) {
        return Connections.whole(teams.of(caller, user.id()), Entity::name);
    }

    @SchemaMapping
    List<Invite> invites(User user, @ContextValue Caller caller) {
        boolean self =
                caller instanceof Caller.SignedIn signedIn && signedIn.userId().equals(user.id());
        return self ? invitations.mine(caller) : List.of();
    }

    @SchemaMapping
    List<Organization> organizations(User user, @ContextValue Caller caller) {
        return organizations.of(caller, user.id());
    }

    @SchemaMapping
    Connection<Project> projects(
            User user, @Argument Integer first, @Argument String after, @ContextValue Caller caller) {
        return Connection.of(projects.listOf(caller, user.id(), first == null ? 50 : first, after));
    }
}
