package dev.selvedge.domain.people;

import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Transactions;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Entities as their members see them, and the making of teams. */
public final class Teams {

    private final EntityStore entities;
    private final UserStore users;
    private final EntityContents contents;
    private final Organizations organizations;
    private final Access access;
    private final RoleBook roles;
    private final Transactions transactions;
    private final Clock clock;

    public Teams(
            EntityStore entities,
            UserStore users,
            EntityContents contents,
            Organizations organizations,
            Access access,
            RoleBook roles,
            Transactions transactions,
            Clock clock) {
        this.entities = entities;
        this.users = users;
        this.contents = contents;
        this.organizations = organizations;
        this.access = access;
        this.roles = roles;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Empty too for entities the caller may not see. */
    public Optional<Entity> find(Caller caller, String name) {
        return Optional.ofNullable(name)
                .flatMap(entities::findEntity)
                .filter(found -> access.allowed(caller, Action.READ, Resource.entity(found.id())));
    }

    /**
     * What clients show of an entity they ask for by name. A name that nobody has is answered too, as available, the
     * way sign-up forms and the client's team objects expect; a hidden entity is not, and its name is not called free.
     */
    public Optional<Entity> findOrFree(Caller caller, String name) {
        boolean mayHaveIt = caller instanceof Caller.SignedIn && Names.isEntity(name);
        return mayHaveIt && entities.findEntity(name).isEmpty() ? Optional.of(Entity.free(name)) : find(caller, name);
    }

    /** Without a check: for showing what belongs to something the caller sees. */
    public Optional<Entity> find(EntityId id) {
        return entities.find(id);
    }

    public List<Entity> find(Collection<EntityId> ids) {
        return entities.find(ids);
    }

    /** The entities a user is in, their personal one first; of another's teams those that the caller may see. */
    public List<Entity> of(Caller caller, UserId user) {
        return switch (caller) {
            case Caller.SignedIn self when self.userId().equals(user) -> entities.entitiesOf(user);
            case Caller.SignedIn other ->
                entities.entitiesOf(user).stream()
                        .filter(entity ->
                                !entity.isTeam() || access.allowed(other, Action.READ, Resource.entity(entity.id())))
                        .toList();
            default -> List.of();
        };
    }

    /** @param organization null for the one organization the admin is in, or the default one */
    public Entity create(Caller caller, String name, String adminName, String organization) {
        Caller.SignedIn signedIn = caller.requireSignedIn();
        Names.checkEntity("team name", name);
        User admin = adminName == null || adminName.isBlank()
                ? users.find(signedIn.userId()).orElseThrow()
                : users.findByUsername(adminName).orElseThrow(() -> Fault.notFound("User not found: " + adminName));
        Organization home = organization == null
                ? onlyOrganizationOf(admin)
                : entities.findOrganization(organization)
                        .orElseThrow(() -> Fault.notFound("Organization not found: " + organization));
        // a team is for oneself to begin with; only who runs the organization puts others in charge
        Action needed = admin.id().equals(signedIn.userId()) ? Action.CREATE : Action.MANAGE;
        access.require(caller, needed, Resource.organization(home.id()));
        return transactions.inTransaction(() -> insert(name, home, admin));
    }

    /** Creates the team, or makes {@code adminName} one more admin of it. */
    public Entity put(Caller caller, String organization, String name, String adminName) {
        access.require(caller, Action.MANAGE, Resource.INSTANCE);
        Optional<Entity> existing = entities.findEntity(name);
        if (existing.isEmpty()) {
            return create(caller, name, adminName, organization);
        }
        Entity team = existing.get();
        Organization home = entities.findOrganization(organization)
                .orElseThrow(() -> Fault.notFound("Organization not found: " + organization));
        if (!team.isTeam() || !home.id().equals(team.organization())) {
            throw Fault.conflict("The name " + name + " is taken");
        }
        User admin = users.findByUsername(adminName).orElseThrow(() -> Fault.notFound("User not found: " + adminName));
        transactions.inTransaction(() -> join(team, admin.id(), Role.ADMIN.name()));
        return team;
    }

    private Entity insert(String name, Organization home, User admin) {
        Instant now = clock.instant();
        Entity team = entities.insert(new NewEntity(name, Entity.Kind.TEAM, null, home.id(), now));
        join(team, admin.id(), Role.ADMIN.name());
        return team;
    }

    private Organization onlyOrganizationOf(User user) {
        List<Organization> of = entities.organizationsOf(user.id());
        return of.size() == 1 ? of.getFirst() : organizations.defaultOrganization();
    }

    private void join(Entity team, UserId user, String role) {
        organizations.join(team.organization(), user);
        entities.putMember(team.id(), user, role, clock.instant());
    }

    public List<TeamMember> members(Caller caller, EntityId team) {
        return access.allowed(caller, Action.READ, Resource.entity(team)) ? entities.members(team) : List.of();
    }

    /** Changes a role, or adds somebody who is in the organization already. */
    public void putMember(Caller caller, String teamName, String username, String role) {
        Entity team = team(teamName);
        access.require(caller, Action.MANAGE, Resource.entity(team.id()));
        Role known = roles.find(role).orElseThrow(() -> Fault.invalid("There is no role \"" + role + "\""));
        User user = users.findByUsername(username).orElseThrow(() -> Fault.notFound("User not found: " + username));
        transactions.inTransaction(() -> {
            if (known.standing() != Standing.ADMIN) {
                requireAnotherAdmin(team, user.id());
            }
            join(team, user.id(), known.name());
        });
    }

    /** For who is in already: people come in by an invitation, which they may leave unanswered. */
    public void changeRole(Caller caller, String teamName, String username, String role) {
        Entity team = team(teamName);
        access.require(caller, Action.MANAGE, Resource.entity(team.id()));
        boolean isMember = users.findByUsername(username)
                .flatMap(user -> entities.roleInEntity(team.id(), user.id()))
                .isPresent();
        if (!isMember) {
            throw Fault.notFound("No such member");
        }
        putMember(caller, teamName, username, role);
    }

    /** By an admin, or by the member, who may always leave. */
    public void removeMember(Caller caller, String teamName, UserId user) {
        Entity team = team(teamName);
        if (!caller.requireSignedIn().userId().equals(user)) {
            access.require(caller, Action.MANAGE, Resource.entity(team.id()));
        }
        transactions.inTransaction(() -> {
            requireAnotherAdmin(team, user);
            if (!organizations.leave(team.id(), user)) {
                throw Fault.notFound("No such member");
            }
        });
    }

    public void removeMember(Caller caller, String teamName, String username) {
        User user = users.findByUsername(username).orElseThrow(() -> Fault.notFound("User not found: " + username));
        removeMember(caller, teamName, user.id());
    }

    private void requireAnotherAdmin(Entity team, UserId user) {
        // the last two admins may go at the same moment, and one of them has to stay
        entities.lock(team.id());
        boolean another = entities.members(team.id()).stream()
                .anyMatch(member -> member.role().equals(Role.ADMIN.name())
                        && !member.user().equals(user));
        boolean isAdmin = entities.roleInEntity(team.id(), user)
                .filter(Role.ADMIN.name()::equals)
                .isPresent();
        if (isAdmin && !another) {
            throw Fault.invalid("The last admin of a team cannot go; name another one first");
        }
    }

    public void delete(Caller caller, String teamName) {
        Entity team = team(teamName);
        access.require(caller, Action.DELETE, Resource.entity(team.id()));
        Instant now = clock.instant();
        transactions.inTransaction(() -> {
            contents.deleteAll(team.id(), now);
            entities.delete(team.id(), now);
        });
    }

    private Entity team(String name) {
        return entities.findEntity(name)
                .filter(Entity::isTeam)
                .orElseThrow(() -> Fault.notFound("Team not found: " + name));
    }
}
