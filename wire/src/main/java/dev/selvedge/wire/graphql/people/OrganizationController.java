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
import dev.selvedge.domain.people.Presence;
import dev.selvedge.domain.people.Role;
import dev.selvedge.domain.people.ServiceAccounts;
import dev.selvedge.domain.people.Teams;
import dev.selvedge.domain.people.User;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.runs.Workloads;
import dev.selvedge.platform.GlobalId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Fields of {@code Organization}. */
@Controller
@SchemaMapping(typeName = "Organization")
final class OrganizationController {

    private static final int MOST_DAYS = 366;

    private final Organizations organizations;
    private final Teams teams;
    private final People people;
    private final Invitations invitations;
    private final Presence presence;
    private final Workloads workloads;

    OrganizationController(
            Organizations organizations,
            Teams teams,
            People people,
            Invitations invitations,
            Presence presence,
            Workloads workloads) {
        this.organizations = organizations;
        this.teams = teams;
        this.people = people;
        this.invitations = invitations;
        this.presence = presence;
        this.workloads = workloads;
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

    /** @param daysActive null for those who do not run the organization */
    record MemberView(
            String id,
            String name,
            boolean admin,
            String username,
            String role,
            User user,
            Integer daysActive,
            Instant lastActiveAt) {}

    @SchemaMapping
    List<MemberView> members(Organization organization, @ContextValue Caller caller) {
        List<OrganizationMember> members = organizations.members(caller, organization.id());
        Map<UserId, User> users = people
                .find(members.stream().map(OrganizationMember::user).toList())
                .stream()
                .collect(toMap(User::id, identity()));
        boolean run = presence.shows(caller, organization.id());
        Map<UserId, Integer> days = run ? presence.daysActive(users.keySet()) : Map.of();
        return members.stream()
                .filter(member -> users.containsKey(member.user()))
                .map(member ->
                        view(member, users.get(member.user()), run ? days.getOrDefault(member.user(), 0) : null, run))
                .toList();
    }

    private static MemberView view(OrganizationMember member, User user, Integer daysActive, boolean run) {
        return new MemberView(
                GlobalId.encode("User", user.id().value()),
                user.name(),
                member.role().equals(Role.ADMIN.name()),
                user.username(),
                member.role().equals(ServiceAccounts.OF_ORGANIZATION) ? "service" : member.role(),
                user,
                daysActive,
                run ? user.lastActiveAt() : null);
    }

    record ActivityDay(String day, long people, long runs) {}

    @SchemaMapping
    List<ActivityDay> activity(Organization organization, @Argument Integer days, @ContextValue Caller caller) {
        if (!presence.shows(caller, organization.id())) {
            return null;
        }
        int asked = Math.clamp(days == null ? Presence.COUNTED_DAYS : days, 1, MOST_DAYS);
        LocalDate first = presence.firstOf(asked);
        Map<LocalDate, Long> people = presence.perDay(organization.id(), asked);
        Map<LocalDate, Long> runs = workloads.startedPerDay(organization.id(), first);
        return first.datesUntil(first.plusDays(asked))
                .map(day -> new ActivityDay(day.toString(), people.getOrDefault(day, 0L), runs.getOrDefault(day, 0L)))
                .toList();
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
