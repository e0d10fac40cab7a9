package dev.selvedge.wire.graphql.people;

import dev.selvedge.domain.people.ApiKeyId;
import dev.selvedge.domain.people.ApiKeys;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.Deactivations;
import dev.selvedge.domain.people.Departures;
import dev.selvedge.domain.people.Entity;
import dev.selvedge.domain.people.Invitations;
import dev.selvedge.domain.people.Invite;
import dev.selvedge.domain.people.People;
import dev.selvedge.domain.people.ServiceAccounts;
import dev.selvedge.domain.people.SignUp;
import dev.selvedge.domain.people.TeamSettings;
import dev.selvedge.domain.people.Teams;
import dev.selvedge.domain.people.User;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.GlobalId;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** Changes to keys, users, teams and invitations. */
@Controller
final class PeopleMutations {

    private final ApiKeys keys;
    private final People people;
    private final Deactivations deactivations;
    private final Departures departures;
    private final SignUp signUp;
    private final Teams teams;
    private final TeamSettings settings;
    private final Invitations invitations;
    private final ServiceAccounts serviceAccounts;

    PeopleMutations(
            ApiKeys keys,
            People people,
            Deactivations deactivations,
            Departures departures,
            SignUp signUp,
            Teams teams,
            TeamSettings settings,
            Invitations invitations,
            ServiceAccounts serviceAccounts) {
        this.keys = keys;
        this.people = people;
        this.deactivations = deactivations;
        this.departures = departures;
        this.signUp = signUp;
        this.teams = teams;
        this.settings = settings;
        this.invitations = invitations;
        this.serviceAccounts = serviceAccounts;
    }

    record Success(boolean success, String clientMutationId) {}

    record ApiKeyPayload(ApiKeyView apiKey, String clientMutationId) {}

    record UserPayload(User user, String clientMutationId) {}

    record EntityPayload(Entity entity, String clientMutationId) {}

    record InvitePayload(Invite invite, String clientMutationId) {}

    record AnonymousInput(String clientMutationId) {}

    /** Older clients offer it where no key is found, and go on to ask for a key. */
    @MutationMapping
    EntityPayload createAnonymousEntity(@Argument AnonymousInput input) {
        throw Fault.denied("This server has no anonymous accounts: sign up, or ask an administrator for an API key");
    }

    record GenerateApiKeyInput(String description, String clientMutationId) {}

    @MutationMapping
    ApiKeyPayload generateApiKey(@Argument GenerateApiKeyInput input, @ContextValue Caller caller) {
        return new ApiKeyPayload(
                ApiKeyView.shownOnce(keys.generate(caller, input.description())), input.clientMutationId());
    }

    record DeleteApiKeyInput(String id, String clientMutationId) {}

    @MutationMapping
    Success deleteApiKey(@Argument DeleteApiKeyInput input, @ContextValue Caller caller) {
        keys.delete(caller, new ApiKeyId(GlobalId.require("ApiKey", input.id())));
        return new Success(true, input.clientMutationId());
    }

    record UpdateUserInput(
            String id,
            String name,
            String username,
            String email,
            Boolean admin,
            String password,
            String defaultEntity,
            String clientMutationId) {}

    /** Without an id: oneself. */
    @MutationMapping
    UserPayload updateUser(@Argument UpdateUserInput input, @ContextValue Caller caller) {
        UserId self = caller.requireSignedIn().userId();
        UserId user = input.id() == null ? self : new UserId(GlobalId.require("User", input.id()));
        User changed = people.update(
                caller,
                user,
                new People.Change(
                        input.username(),
                        input.name(),
                        input.email(),
                        input.password(),
                        input.admin(),
                        input.defaultEntity(),
                        null));
        return new UserPayload(changed, input.clientMutationId());
    }

    record CreateUserInput(String email, Boolean admin, String clientMutationId) {}

    @MutationMapping
    UserPayload createUser(@Argument CreateUserInput input, @ContextValue Caller caller) {
        boolean admin = input.admin() != null && input.admin();
        return new UserPayload(signUp.createFor(caller, input.email(), admin), input.clientMutationId());
    }

    record DeactivateUserInput(String id, String heir, String projectsTo, String clientMutationId) {}

    @MutationMapping
    UserPayload deactivateUser(@Argument DeactivateUserInput input, @ContextValue Caller caller) {
        UserId whom = new UserId(GlobalId.require("User", input.id()));
        Departures.Legacy legacy = new Departures.Legacy(input.heir(), input.projectsTo());
        return new UserPayload(departures.deactivate(caller, whom, legacy), input.clientMutationId());
    }

    record DeleteAccountInput(String username, String heir, String projectsTo, String clientMutationId) {}

    @MutationMapping
    Success deleteAccount(@Argument DeleteAccountInput input, @ContextValue Caller caller) {
        departures.deleteOneself(caller, input.username(), new Departures.Legacy(input.heir(), input.projectsTo()));
        return new Success(true, input.clientMutationId());
    }

    record WhomInput(String id, String clientMutationId) {}

    @MutationMapping
    UserPayload reactivateUser(@Argument WhomInput input, @ContextValue Caller caller) {
        UserId whom = new UserId(GlobalId.require("User", input.id()));
        return new UserPayload(deactivations.reactivate(caller, whom), input.clientMutationId());
    }

    record CreateTeamInput(String teamName, String teamAdminUserName, String clientMutationId) {}

    @MutationMapping
    EntityPayload createTeam(@Argument CreateTeamInput input, @ContextValue Caller caller) {
        return new EntityPayload(
                teams.create(caller, input.teamName(), input.teamAdminUserName(), null), input.clientMutationId());
    }

    record CreateInviteInput(
            String entityName, String email, String username, Boolean admin, String clientMutationId) {}

    @MutationMapping
    InvitePayload createInvite(@Argument CreateInviteInput input, @ContextValue Caller caller) {
        boolean admin = input.admin() != null && input.admin();
        return new InvitePayload(
                invitations.invite(caller, input.entityName(), input.username(), input.email(), admin),
                input.clientMutationId());
    }

    record AcceptInviteInput(String id, String clientMutationId) {}

    @MutationMapping
    EntityPayload acceptInvite(@Argument AcceptInviteInput input, @ContextValue Caller caller) {
        Entity team = invitations.accept(caller, GlobalId.require("Invite", input.id()));
        return new EntityPayload(team, input.clientMutationId());
    }

    record DeleteInviteInput(String id, String entityName, String clientMutationId) {}

    /** Clients remove members with this too: a member's id is then a user's. */
    @MutationMapping
    Success deleteInvite(@Argument DeleteInviteInput input, @ContextValue Caller caller) {
        GlobalId id = GlobalId.parse(input.id());
        if (id != null && id.type().equals("User")) {
            teams.removeMember(caller, input.entityName(), new UserId(id.number()));
        } else if (id != null && id.type().equals("Invite")) {
            invitations.delete(caller, id.number());
        } else {
            throw Fault.notFound("No such invitation or member");
        }
        return new Success(true, input.clientMutationId());
    }

    record UpdateEntityInput(
            String entityName,
            String defaultAccess,
            Boolean privateOnly,
            Boolean codeSavingEnabled,
            String photoUrl,
            Boolean hidden,
            Boolean membersInvite,
            Boolean linksOff,
            Long artifactTtlSeconds,
            Boolean onlyAdminsSetTtl,
            String clientMutationId) {}

    @MutationMapping
    EntityPayload updateEntity(@Argument UpdateEntityInput input, @ContextValue Caller caller) {
        Entity changed = settings.change(
                caller,
                input.entityName(),
                new TeamSettings.Wish(
                        input.defaultAccess(),
                        input.privateOnly(),
                        input.codeSavingEnabled(),
                        input.photoUrl(),
                        input.hidden(),
                        input.membersInvite(),
                        input.linksOff(),
                        input.artifactTtlSeconds(),
                        input.onlyAdminsSetTtl()));
        return new EntityPayload(changed, input.clientMutationId());
    }

    record UpdateTeamMemberInput(String entityName, String username, String role, String clientMutationId) {}

    @MutationMapping
    Success updateTeamMember(@Argument UpdateTeamMemberInput input, @ContextValue Caller caller) {
        teams.changeRole(caller, input.entityName(), input.username(), input.role());
        return new Success(true, input.clientMutationId());
    }

    record CreateServiceAccountInput(String entityName, String description, String clientMutationId) {}

    @MutationMapping
    UserPayload createServiceAccount(@Argument CreateServiceAccountInput input, @ContextValue Caller caller) {
        return new UserPayload(
                serviceAccounts.create(caller, input.entityName(), input.description()), input.clientMutationId());
    }
}
