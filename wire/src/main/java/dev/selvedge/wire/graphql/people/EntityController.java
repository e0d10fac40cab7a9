package dev.selvedge.wire.graphql.people;

import dev.selvedge.domain.artifacts.Ttls;
import dev.selvedge.domain.people.Access;
import dev.selvedge.domain.people.Action;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.Entity;
import dev.selvedge.domain.people.Invitations;
import dev.selvedge.domain.people.Invite;
import dev.selvedge.domain.people.Organization;
import dev.selvedge.domain.people.Organizations;
import dev.selvedge.domain.people.People;
import dev.selvedge.domain.people.Privacy;
import dev.selvedge.domain.people.Resource;
import dev.selvedge.domain.people.TeamPolicy;
import dev.selvedge.domain.people.Teams;
import dev.selvedge.domain.people.User;
import dev.selvedge.domain.projects.Project;
import dev.selvedge.domain.projects.ProjectSearch;
import dev.selvedge.domain.projects.Projects;
import dev.selvedge.domain.projects.Usages;
import dev.selvedge.platform.GlobalId;
import dev.selvedge.wire.graphql.Connection;
import dev.selvedge.wire.graphql.Immediate;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Fields of {@code Entity}. What only members may know is empty for others who see the entity's name. */
@Controller
@SchemaMapping(typeName = "Entity")
final class EntityController {

    private final Teams teams;
    private final People people;
    private final Organizations organizations;
    private final Invitations invitations;
    private final Projects projects;
    private final ProjectSearch search;
    private final Members members;
    private final Access access;
    private final Usages usages;
    private final Privacy privacy;

    EntityController(
            Teams teams,
            People people,
            Organizations organizations,
            Invitations invitations,
            Projects projects,
            ProjectSearch search,
            Members members,
            Access access,
            Usages usages,
            Privacy privacy) {
        this.teams = teams;
        this.people = people;
        this.organizations = organizations;
        this.invitations = invitations;
        this.projects = projects;
        this.search = search;
        this.members = members;
        this.access = access;
        this.usages = usages;
        this.privacy = privacy;
    }

    @Immediate
    @SchemaMapping
    String id(Entity entity) {
        return GlobalId.encode("Entity", entity.id().value());
    }

    /** Whether the name is still free. */
    @Immediate
    @SchemaMapping
    boolean available(Entity entity) {
        return entity.isFree();
    }

    @Immediate
    @SchemaMapping
    String entityType(Entity entity) {
        return entity.kind().name().toLowerCase(Locale.ROOT);
    }

    @Immediate
    @SchemaMapping
    boolean isTeam(Entity entity) {
        return entity.isTeam();
    }

    /** There are no plans here: everybody has what the reference's paying teams have. */
    @Immediate
    @SchemaMapping
    boolean isPaid(Entity entity) {
        return true;
    }

    /** Null stands for no limits. */
    @Immediate
    @SchemaMapping
    String limits(Entity entity) {
        return null;
    }

    @Immediate
    @SchemaMapping
    boolean codeSavingEnabled(Entity entity) {
        return entity.codeSaving();
    }

    /** Clients that know the faster digest ask before they use it. */
    @Immediate
    @SchemaMapping
    boolean xxhashDigestsEnabled(Entity entity) {
        return true;
    }

    @SchemaMapping
    boolean readOnly(Entity entity, @ContextValue Caller caller) {
        return !access.allowed(caller, Action.CREATE, Resource.entity(entity.id()));
    }

    /** Whether the caller may change its members and settings. */
    @SchemaMapping
    boolean manageable(Entity entity, @ContextValue Caller caller) {
        return access.allowed(caller, Action.MANAGE, Resource.entity(entity.id()));
    }

    record EnforcedPolicy(boolean privateOnly, boolean linksOff) {}

    record PolicyView(
            boolean hidden,
            boolean membersInvite,
            boolean linksOff,
            long artifactTtlSeconds,
            boolean onlyAdminsSetTtl,
            EnforcedPolicy enforced) {}

    @SchemaMapping
    PolicyView policy(Entity entity, @ContextValue Caller caller) {
        if (!isSeen(entity, caller)) {
            return null;
        }
        TeamPolicy policy = entity.policy();
        return new PolicyView(
                policy.hidden(),
                policy.membersInvite(),
                policy.linksOff(),
                policy.artifactLifetime().map(Duration::toSeconds).orElse(Ttls.OFF),
                policy.onlyAdminsSetLifetimes(),
                new EnforcedPolicy(privacy.enforcesPrivate(entity), privacy.forbidsLinksAbove(entity)));
    }

    @SchemaMapping
    long storageBytes(Entity entity, @ContextValue Caller caller) {
        return isSeen(entity, caller) ? usages.bytes(entity.id()) : 0;
    }

    @SchemaMapping
    long runCount(Entity entity, @ContextValue Caller caller) {
        return isSeen(entity, caller) ? usages.runs(entity.id()) : 0;
    }

    private boolean isSeen(Entity entity, Caller caller) {
        return access.allowed(caller, Action.READ, Resource.entity(entity.id()));
    }

    @Immediate
    @SchemaMapping
    boolean readOnlyAdmin(Entity entity) {
        return false;
    }

    @SchemaMapping
    List<Members.MemberView> members(Entity entity, @ContextValue Caller caller) {
        return members.of(caller, entity);
    }

    @SchemaMapping
    int memberCount(Entity entity, @ContextValue Caller caller) {
        return teams.members(caller, entity.id()).size();
    }

    @SchemaMapping
    Connection<Invite> invites(Entity entity, @ContextValue Caller caller) {
        return Connections.whole(invitations.of(caller, entity.id()), invite -> GlobalId.encode("Invite", invite.id()));
    }

    @SchemaMapping
    Organization organization(Entity entity, @ContextValue Caller caller) {
        return entity.organization() == null
                ? null
                : organizations.find(caller, entity.organization()).orElse(null);
    }

    /** Whose personal entity this is. */
    @SchemaMapping
    User user(Entity entity) {
        return entity.user() == null ? null : people.find(entity.user()).orElse(null);
    }

    @SchemaMapping
    Project project(Entity entity, @Argument String name, @ContextValue Caller caller) {
        return projects.find(caller, entity.name(), name).orElse(null);
    }

    @SchemaMapping
    Connection<Project> projects(
            Entity entity,
            @Argument String filters,
            @Argument String order,
            @Argument Integer first,
            @Argument String after,
            @ContextValue Caller caller) {
        return Connection.of(search.find(caller, entity.name(), filters, order, first == null ? 50 : first, after));
    }
}
