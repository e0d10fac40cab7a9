package dev.selvedge.domain.people;

import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Transactions;
import java.util.Optional;

/** People who leave. What they own goes over and they go, all of it or nothing. */
public final class Departures {

    private final People people;
    private final UserStore users;
    private final EntityStore entities;
    private final Deactivations deactivations;
    private final Belongings belongings;
    private final Spaces spaces;
    private final Privacy privacy;
    private final Access access;
    private final CallerCache callers;
    private final Transactions transactions;

    public Departures(
            People people,
            UserStore users,
            EntityStore entities,
            Deactivations deactivations,
            Belongings belongings,
            Spaces spaces,
            Access access,
            CallerCache callers,
            Transactions transactions) {
        this.people = people;
        this.users = users;
        this.entities = entities;
        this.deactivations = deactivations;
        this.belongings = belongings;
        this.spaces = spaces;
        this.privacy = new Privacy(entities);
        this.access = access;
        this.callers = callers;
        this.transactions = transactions;
    }

    /**
     * Names of those who take over; null where nobody does.
     *
     * @param heir owns from then on what the person owned in teams
     * @param projectsTo a person or a team, for the projects under the person's own name
     */
    public record Legacy(String heir, String projectsTo) {
        public Legacy {
            heir = trimmed(heir);
            projectsTo = trimmed(projectsTo);
        }

        private static String trimmed(String name) {
            return name == null || name.isBlank() ? null : name.strip();
        }
    }

    /** By an administrator, who keeps the person. */
    public Belongings.Handed handOver(Caller caller, UserId id, Legacy legacy) {
        access.require(caller, Action.MANAGE, Resource.INSTANCE);
        return transactions.inTransaction(() -> bequeath(caller, existing(id), legacy));
    }

    public User deactivate(Caller caller, UserId id, Legacy legacy) {
        User changed = transactions.inTransaction(() -> {
            User user = deactivations.deactivate(caller, id);
            bequeath(caller, user, legacy);
            return user;
        });
        callers.forget(id);
        return changed;
    }

    /** What nobody takes over of the projects under the person's own name goes with the account. */
    public void delete(Caller caller, UserId id, Legacy legacy) {
        access.require(caller, Action.DELETE, Resource.user(id));
        transactions.inTransaction(() -> {
            bequeath(caller, existing(id), legacy);
            people.delete(caller, id);
        });
        callers.forget(id);
    }

    /** @param username the caller's own, said once more so that nobody goes by mistake */
    public void deleteOneself(Caller caller, String username, Legacy legacy) {
        User self = existing(caller.requireSignedIn().userId());
        if (self.isService()) {
            throw Fault.denied("A service account is removed by an admin of its team");
        }
        if (!self.username().equals(username)) {
            throw Fault.invalid("To delete your account, confirm it with your username");
        }
        delete(caller, self.id(), legacy);
    }

    private Belongings.Handed bequeath(Caller caller, User from, Legacy legacy) {
        int moved = legacy.projectsTo() == null ? 0 : move(caller, from, legacy.projectsTo());
        if (legacy.heir() == null) {
            return new Belongings.Handed(0, 0, 0, 0, moved);
        }
        Belongings.Handed handed =
                belongings.handOver(from.id(), heir(caller, from, legacy.heir()).id());
        return new Belongings.Handed(handed.projects(), handed.reports(), handed.automations(), handed.queues(), moved);
    }

    private int move(Caller caller, User from, String name) {
        Entity to = entities.findEntity(name)
                .filter(found -> found.kind() != Entity.Kind.ORGANIZATION)
                .orElseThrow(() -> Fault.notFound("There is no user or team " + name));
        access.require(caller, Action.CREATE, Resource.entity(to.id()));
        spaces.requireOpen(to);
        Optional<User> owner = Optional.ofNullable(to.user()).flatMap(users::find);
        owner.filter(User::isDeactivated).ifPresent(gone -> {
            throw Fault.invalid(name + " is deactivated");
        });
        Optional<Entity> home = entities.personal(from.id());
        if (home.isEmpty()) {
            return 0;
        }
        if (home.get().id().equals(to.id())) {
            throw Fault.invalid("The projects of " + name + " are under that name already");
        }
        return belongings.moveProjects(home.get().id(), to.id(), from.username(), privacy.privateOnly(to));
    }

    /** The heir's rights in a team come, as always, from the team. */
    private User heir(Caller caller, User from, String name) {
        User heir = users.findByUsername(name).orElseThrow(() -> Fault.notFound("User not found: " + name));
        if (!heir.isActive() || heir.isService()) {
            throw Fault.invalid(name + " is " + (heir.isService() ? "a service account" : "deactivated"));
        }
        if (heir.id().equals(from.id())) {
            throw Fault.invalid(name + " cannot be their own heir");
        }
        boolean anybody = access.allowed(caller, Action.MANAGE, Resource.INSTANCE);
        if (!anybody && !knows(from.id(), heir.id())) {
            throw Fault.invalid(name + " is in none of your teams");
        }
        return heir;
    }

    private boolean knows(UserId one, UserId other) {
        return entities.entitiesOf(one).stream()
                        .anyMatch(
                                team -> entities.roleInEntity(team.id(), other).isPresent())
                || entities.organizationsOf(one).stream()
                        .anyMatch(organization -> entities.roleInOrganization(organization.id(), other)
                                .isPresent());
    }

    private User existing(UserId id) {
        return users.find(id).filter(found -> !found.isDeleted()).orElseThrow(() -> Fault.notFound("No such user"));
    }
}
