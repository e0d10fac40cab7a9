package dev.selvedge.domain.people;

import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Transactions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Organizations with their entity, people and teams. */
public final class Organizations {

    private static final String DEFAULT_NAME = "default";

    private final EntityStore entities;
    private final UserStore users;
    private final EntityContents contents;
    private final Access access;
    private final RoleBook roles;
    private final Consumer<Organization> settledIn;
    private final Transactions transactions;
    private final Clock clock;

    /** @param settledIn what the default organization begins with is made there */
    public Organizations(
            EntityStore entities,
            UserStore users,
            EntityContents contents,
            Access access,
            RoleBook roles,
            Consumer<Organization> settledIn,
            Transactions transactions,
            Clock clock) {
        this.entities = entities;
        this.users = users;
        this.contents = contents;
        this.access = access;
        this.roles = roles;
        this.settledIn = settledIn;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The organization that people who sign up join; made when it is first asked for. */
    public Organization defaultOrganization() {
        Optional<Organization> known = entities.defaultOrganization();
        if (known.isPresent()) {
            return known.get();
        }
        try {
            Organization made = transactions.inTransaction(() ->
                    entities.insertOrganization(DEFAULT_NAME, freeEntityName(DEFAULT_NAME), true, clock.instant()));
            settledIn.accept(made);
            return made;
        } catch (Fault raced) {
            return entities.defaultOrganization().orElseThrow(() -> raced);
        }
    }

    /** Teams and people may have taken the obvious name of the organization's entity. */
    private String freeEntityName(String organization) {
        String base = organization.replaceAll("[^A-Za-z0-9_-]", "-") + "-org";
        String name = base;
        for (int n = 2; entities.findEntity(name).isPresent(); n++) {
            name = base + "-" + n;
        }
        return name;
    }

    /** Null-safe; empty too for organizations the caller may not see. */
    public Optional<Organization> find(Caller caller, String name) {
        return name == null
                ? Optional.empty()
                : entities.findOrganization(name)
                        .filter(found -> access.allowed(caller, Action.READ, Resource.organization(found.id())));
    }

    /** Empty too for organizations the caller may not see. */
    public Optional<Organization> find(Caller caller, OrganizationId id) {
        return entities.find(id).filter(found -> access.allowed(caller, Action.READ, Resource.organization(id)));
    }

    /** The organizations of a user, as far as the caller is in them too. */
    public List<Organization> of(Caller caller, UserId user) {
        return entities.organizationsOf(user).stream()
                .filter(found -> access.allowed(caller, Action.READ, Resource.organization(found.id())))
                .toList();
    }

    public List<OrganizationMember> members(Caller caller, OrganizationId id) {
        return access.allowed(caller, Action.READ, Resource.organization(id)) ? entities.members(id) : List.of();
    }

    public List<Entity> teams(Caller caller, OrganizationId id) {
        return access.allowed(caller, Action.READ, Resource.organization(id))
                ? entities.entitiesOf(id).stream()
                        .filter(Entity::isTeam)
                        .filter(team -> !team.policy().hidden()
                                || access.allowed(caller, Action.READ, Resource.entity(team.id())))
                        .toList()
                : List.of();
    }

    /** Creates it, or makes {@code admin} one more admin of it. */
    public Organization put(Caller caller, String name, String admin) {
        access.require(caller, Action.MANAGE, Resource.INSTANCE);
        Names.checkOrganization(name);
        UserId user = user(admin).id();
        return transactions.inTransaction(() -> {
            Organization organization = entities.findOrganization(name)
                    .orElseGet(() -> entities.insertOrganization(name, freeEntityName(name), false, clock.instant()));
            entities.putMember(organization.id(), user, Role.ADMIN.name(), clock.instant());
            return organization;
        });
    }

    public void putMember(Caller caller, String organization, String username, String role) {
        Organization found = byName(organization);
        access.require(caller, Action.MANAGE, Resource.organization(found.id()));
        Role known = roles.find(role)
                .orElseThrow(() -> Fault.invalid("There is no role \"" + role + "\"; it is admin, member or viewer"));
        entities.putMember(found.id(), user(username).id(), known.name(), clock.instant());
    }

    public void removeMember(Caller caller, String organization, String username) {
        Organization found = byName(organization);
        access.require(caller, Action.MANAGE, Resource.organization(found.id()));
        UserId user = user(username).id();
        transactions.inTransaction(() -> {
            if (!entities.removeMember(found.id(), user)) {
                throw Fault.notFound(username + " is not a member of " + organization);
            }
            entities.entitiesOf(found.id()).forEach(entity -> leave(entity.id(), user));
        });
    }

    /** With its teams, its registries and all below them; people stay. */
    public void delete(Caller caller, String name) {
        access.require(caller, Action.MANAGE, Resource.INSTANCE);
        Organization found = byName(name);
        if (found.isDefault()) {
            throw Fault.invalid("The default organization cannot be removed");
        }
        Instant now = clock.instant();
        transactions.inTransaction(() -> {
            for (Entity entity : entities.entitiesOf(found.id())) {
                contents.deleteAll(entity.id(), now);
                entities.delete(entity.id(), now);
            }
            entities.delete(found.id(), now);
        });
    }

    /** Someone who is in a team is in its organization too. */
    void join(OrganizationId organization, UserId user) {
        if (entities.roleInOrganization(organization, user).isEmpty()) {
            entities.putMember(organization, user, Role.MEMBER.name(), clock.instant());
        }
    }

    /** What names no entity goes to the person's own from then on. False for who was no member. */
    boolean leave(EntityId entity, UserId user) {
        boolean left = entities.removeMember(entity, user);
        users.lock(user)
                .filter(found -> entity.equals(found.defaultEntity()))
                .ifPresent(found -> users.save(found.withDefaultEntity(
                        entities.personal(user).map(Entity::id).orElse(null))));
        return left;
    }

    private Organization byName(String name) {
        return entities.findOrganization(name).orElseThrow(() -> Fault.notFound("Organization not found: " + name));
    }

    private User user(String username) {
        return Optional.ofNullable(username)
                .flatMap(users::findByUsername)
                .orElseThrow(() -> Fault.notFound("User not found: " + username));
    }
}
