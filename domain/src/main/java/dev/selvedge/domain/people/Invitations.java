package dev.selvedge.domain.people;

import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Transactions;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Places in teams that wait for their people. No mail is needed: who signs up with an invited address is in at once,
 * who has an account accepts.
 */
public final class Invitations {

    private final EntityStore entities;
    private final UserStore users;
    private final Organizations organizations;
    private final Access access;
    private final Transactions transactions;
    private final Clock clock;

    public Invitations(
            EntityStore entities,
            UserStore users,
            Organizations organizations,
            Access access,
            Transactions transactions,
            Clock clock) {
        this.entities = entities;
        this.users = users;
        this.organizations = organizations;
        this.access = access;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * By username or by address; CONFLICT when the person is in or invited already. People of the same organization
     * are in at once: clients invite by username and go on as if it were done.
     */
    public Invite invite(Caller caller, String team, String username, String email, boolean asAdmin) {
        Caller.SignedIn signedIn = caller.requireSignedIn();
        Entity entity = team(caller, team);
        boolean byMember = !asAdmin
                && entity.policy().membersInvite()
                && access.allowed(caller, Action.CREATE, Resource.entity(entity.id()));
        if (!byMember) {
            access.require(caller, Action.MANAGE, Resource.entity(entity.id()));
        }
        Optional<User> person = person(username, email);
        if (person.isEmpty() && (email == null || email.isBlank())) {
            throw Fault.notFound("User not found: " + username);
        }
        person.ifPresent(user -> {
            if (!user.isActive()) {
                throw Fault.invalid(
                        user.username() + " is deactivated; an administrator of this server can reactivate them");
            }
            if (entities.roleInEntity(entity.id(), user.id()).isPresent()) {
                throw Fault.conflict(user.username() + " is a member of " + team + " already");
            }
        });
        String role = asAdmin ? Role.ADMIN.name() : Role.MEMBER.name();
        if (person.isPresent() && isColleague(entity, person.get())) {
            entities.putMember(entity.id(), person.get().id(), role, clock.instant());
            return new Invite(0, entity.id(), null, person.get().id(), role, signedIn.userId(), clock.instant());
        }
        return entities.insertInvite(
                entity.id(),
                person.isPresent() ? null : Names.checkEmail(email),
                person.map(User::id).orElse(null),
                role,
                signedIn.userId(),
                clock.instant());
    }

    private boolean isColleague(Entity team, User person) {
        return team.organization() != null
                && entities.roleInOrganization(team.organization(), person.id()).isPresent();
    }

    private Optional<User> person(String username, String email) {
        if (username != null && !username.isBlank()) {
            return users.findByUsername(username);
        }
        return email == null || email.isBlank() ? Optional.empty() : users.findByEmail(Names.checkEmail(email));
    }

    public List<Invite> of(Caller caller, EntityId team) {
        return access.allowed(caller, Action.MANAGE, Resource.entity(team)) ? entities.invites(team) : List.of();
    }

    /** The ones a person can accept. */
    public List<Invite> mine(Caller caller) {
        return caller instanceof Caller.SignedIn signedIn
                ? users.find(signedIn.userId())
                        .map(user -> entities.invitesFor(user.id(), user.email()))
                        .orElse(List.of())
                : List.of();
    }

    public Entity accept(Caller caller, long id) {
        UserId user = caller.requireSignedIn().userId();
        Invite invite = mine(caller).stream()
                .filter(mine -> mine.id() == id)
                .findFirst()
                .orElseThrow(() -> Fault.notFound("No such invitation"));
        Entity team = entities.find(invite.entity()).orElseThrow();
        transactions.inTransaction(() -> {
            if (team.organization() != null) {
                organizations.join(team.organization(), user);
            }
            entities.putMember(team.id(), user, invite.role(), clock.instant());
            entities.deleteInvite(id);
        });
        return team;
    }

    /** By an admin of the team, or by the person it is for. */
    public void delete(Caller caller, long id) {
        caller.requireSignedIn();
        Invite invite = entities.findInvite(id).orElseThrow(() -> Fault.notFound("No such invitation"));
        if (mine(caller).stream().noneMatch(mine -> mine.id() == id)) {
            access.require(caller, Action.MANAGE, Resource.entity(invite.entity()));
        }
        entities.deleteInvite(id);
    }

    private Entity team(Caller caller, String name) {
        return Optional.ofNullable(name)
                .flatMap(entities::findEntity)
                .filter(Entity::isTeam)
                .filter(found -> access.allowed(caller, Action.READ, Resource.entity(found.id())))
                .orElseThrow(() -> Fault.notFound("Team not found: " + name));
    }
}
