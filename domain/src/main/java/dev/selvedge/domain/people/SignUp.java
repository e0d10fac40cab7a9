package dev.selvedge.domain.people;

import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Transactions;
import java.time.Clock;
import java.util.Optional;

/** How people get in: the first one administers the installation, the others join its default organization. */
public final class SignUp {

    private static final int NAMES_TRIED = 1_000;

    /** How many people of one name are made at the same moment before one of them is refused. */
    private static final int ATTEMPTS = 10;

    private final People people;
    private final UserStore users;
    private final EntityStore entities;
    private final Organizations organizations;
    private final Sessions sessions;
    private final Access access;
    private final Transactions transactions;
    private final Clock clock;
    private final boolean open;

    /** @param open whether strangers may make accounts once there is an administrator */
    public SignUp(
            People people,
            UserStore users,
            EntityStore entities,
            Organizations organizations,
            Sessions sessions,
            Access access,
            Transactions transactions,
            Clock clock,
            boolean open) {
        this.people = people;
        this.users = users;
        this.entities = entities;
        this.organizations = organizations;
        this.sessions = sessions;
        this.access = access;
        this.transactions = transactions;
        this.clock = clock;
        this.open = open;
    }

    /** Nobody has signed up yet. */
    public boolean needsSetup() {
        return users.countPeople() == 0;
    }

    public boolean isOpen() {
        return open || needsSetup();
    }

    public Sessions.Begun signUp(String username, String name, String email, String password) {
        Passwords.check(password);
        Names.checkEmail(email);
        User user = transactions.inTransaction(() -> {
            boolean first = isFirst();
            if (!first && !open && !isInvited(email)) {
                throw Fault.denied("Sign-up is closed; ask an administrator for an invitation");
            }
            User created = people.create(new People.Wish(username, name, email, password, first));
            settleIn(created);
            return created;
        });
        return sessions.begin(user);
    }

    /** Of two who sign up to a new installation at the same moment, one is. */
    private boolean isFirst() {
        if (needsSetup()) {
            entities.lock(organizations.defaultOrganization().entity());
        }
        return needsSetup();
    }

    /** By an administrator, who cannot know the password: the person gets one by an administrator or by a key. */
    public User createFor(Caller administrator, String email, boolean admin) {
        access.require(administrator, Action.CREATE, Resource.INSTANCE);
        String address = Names.checkEmail(email);
        for (int attempt = 1; ; attempt++) {
            try {
                return createFor(address, admin);
            } catch (Fault fault) {
                // the free name was taken meanwhile; of an address that is taken, the next attempt says so
                if (fault.code() != Fault.Code.CONFLICT || attempt == ATTEMPTS) {
                    throw fault;
                }
            }
        }
    }

    private User createFor(String address, boolean admin) {
        return transactions.inTransaction(() -> {
            if (users.findByEmail(address).isPresent()) {
                throw Fault.conflict("There is a user with the address " + address + " already");
            }
            User created =
                    people.create(new People.Wish(freeName(Names.fromEmail(address)), null, address, null, admin));
            settleIn(created);
            return created;
        });
    }

    /** At the server's own machine: makes the user when missing, and an administrator in any case. */
    public User createAdministrator(String username) {
        Optional<User> existing = users.findByUsername(username);
        if (existing.isPresent()) {
            return people.update(
                    Caller.SYSTEM, existing.get().id(), new People.Change(null, null, null, null, true, null, null));
        }
        return transactions.inTransaction(() -> {
            User created = people.create(new People.Wish(username, null, null, null, true));
            settleIn(created);
            return created;
        });
    }

    private boolean isInvited(String email) {
        return !entities.invitesFor(Names.checkEmail(email)).isEmpty();
    }

    /** Joins the default organization and every team that has invited the address. */
    private void settleIn(User user) {
        Organization home = organizations.defaultOrganization();
        entities.putMember(
                home.id(), user.id(), user.admin() ? Role.ADMIN.name() : Role.MEMBER.name(), clock.instant());
        if (user.email() == null) {
            return;
        }
        for (Invite invite : entities.invitesFor(user.email())) {
            entities.putMember(invite.entity(), user.id(), invite.role(), clock.instant());
            entities.find(invite.entity())
                    .map(Entity::organization)
                    .ifPresent(organization -> organizations.join(organization, user.id()));
            entities.deleteInvite(invite.id());
        }
    }

    private String freeName(String wanted) {
        for (int n = 1; n <= NAMES_TRIED; n++) {
            String name = n == 1 ? wanted : wanted + "-" + n;
            if (entities.findEntity(name).isEmpty()
                    && users.findByUsername(name).isEmpty()) {
                return name;
            }
        }
        throw Fault.conflict("There are too many users named " + wanted);
    }
}
