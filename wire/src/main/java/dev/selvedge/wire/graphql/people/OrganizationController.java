package dev.selvedge.wire.graphql.people;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.Entity;
import dev.selvedge.domain.people.Invitations;
import dev.selvedge.domain.people.Invite;
import dev.selvedge.domain.people.Organization;
import dev.selvedge.domain.people.OrganizationMember;
import dev.selvedge.domain.people.Organizations;
import dev.selvedge.domain.people.People;
import dev.selvedge.domain.people.Role;
import dev.selvedge.domain.people.ServiceAccounts;
import dev.selvedge.domain.people.Teams;
import dev.selvedge.domain.people.User;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.platform.GlobalId;
import java.util.List;
import java.util.Map;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Fields of {@code Organization}. */
@Controller
@SchemaMapping(typeName = "Organization")
final class OrganizationController {

    private final Organizations organizations;
    private final Teams teams;
    private final People people;
    private final Invitations invitations;

    OrganizationController(Organizations organizations, Teams teams, People people, Invitations invitations) {
        this.organizations = organizations;
        this.teams = teams;
        this.people = people;
        this.invitations = invitations;
    }

    @SchemaMapping
    String id(Organization organization) {
        return GlobalId.encode("Organization", organization.id().value());
    }

    @SchemaMapping
    Entity orgEntity(Organization organization) {
        return teams.find(organization.entity()).orElse(null);
    }

    /** Belongs to the vendor's own cloud; a self-hosted organization has none. */
    @SchemaMapping
    String coreWeaveOrganizationId(Organization organization) {
        return null;
    }

    record FeatureFlag(String rampKey, boolean isEnabled) {}

    /** Nothing is switched per organization, but clients take this one for off unless it is listed. */
    @SchemaMapping
    List<FeatureFlag> featureFlags(Organization organization) {
        return List.of(new FeatureFlag("automation_entity_scope", true));
    }

    record MemberView(String id, String name, boolean admin, String username, String role, User user) {}

    @SchemaMapping
    List<MemberView> members(Organization organization, @ContextValue Caller caller) {
        List<OrganizationMember> members = organizations.members(caller, organization.id());
        Map<UserId, User> users = people
                .find(members.stream().map(OrganizationMember::user).toList())
                .stream()
                .collect(toMap(User::id, identity()));
        return members.stream()
                .filter(member -> users.containsKey(member.user()))
                .map(member -> view(member, users.get(member.user())))
                .toList();
    }

    private static MemberView view(OrganizationMember member, User user) {
        return new MemberView(
                GlobalId.encode("User", user.id().value()),
                user.name(),
                member.role().equals(Role.ADMIN.name()),
                user.username(),
                member.role().equals(ServiceAccounts.OF_ORGANIZATION) ? "service" : member.role(),
                user);
    }

    @SchemaMapping
    List<Entity> teams(Organization organization, @ContextValue Caller caller) {
        return organizations.teams(caller, organization.id());
    }

    @SchemaMapping
    List<Invite> pendingInvites(Organization organization, @ContextValue Caller caller) {
        return organizations.teams(caller, organization.id()).stream()
                .flatMap(team -> invitations.of(caller, team.id()).stream())
                .toList();
    }
}
