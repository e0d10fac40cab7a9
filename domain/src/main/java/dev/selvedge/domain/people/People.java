package dev.selvedge.domain.people;

import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Page;
import dev.selvedge.platform.Transactions;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Users and their personal entities: made, found, changed, removed. */
public final class People {

    private static final int MAX_NAME = 255;
    private static final int MAX_FLAGS = 64_000;

    private final UserStore users;
    private final EntityStore entities;
    private final EntityContents contents;
    private final Access access;
    private final PasswordHasher passwords;
    private final CallerCache callers;
    private final Transactions transactions;
    private final Clock clock;

    public People(
            UserStore users,
            EntityStore entities,
            EntityContents contents,
            Access access,
            PasswordHasher passwords,
            CallerCache callers,
            Transactions transactions,
            Clock clock) {
        this.users = users;
        this.entities = entities;
        this.contents = contents;
        this.access = access;
        this.passwords = passwords;
        this.callers = callers;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Null values stand for "none yet". */
    public record Wish(String username, String name, String email, String password, boolean admin) {}

    /** A user with a personal entity of the same name and no organization. Rights are checked by who calls this. */
    User create(Wish wish) {
        Names.checkEntity("username", wish.username());
        String email = wish.email() == null ? null : Names.checkEmail(wish.email());
        String hash = wish.password() == null ? null : passwords.hash(Passwords.check(wish.password()));
        Instant now = clock.instant();
        return transactions.inTransaction(() -> {
            User user = users.insert(new NewUser(
                    wish.username(),
                    displayName(wish.name(), wish.username()),
                    email,
                    User.Kind.MEMBER,
                    wish.admin(),
                    hash,
                    now));
            Entity personal = entities.insert(new NewEntity(user.username(), Entity.Kind.USER, user.id(), null, now));
            entities.putMember(personal.id(), user.id(), Role.ADMIN.name(), now);
            User complete = user.withDefaultEntity(personal.id());
            users.save(complete);
            return complete;
        });
    }

    private static String displayName(String name, String otherwise) {
        if (name == null || name.isBlank()) {
            return otherwise;
        }
        if (name.length() > MAX_NAME) {
            throw Fault.invalid("A name may have up to " + MAX_NAME + " characters");
        }
        return name.strip();
    }

    /** The user behind a caller, or nothing for anonymous ones. */
    public Optional<User> self(Caller caller) {
        return caller instanceof Caller.SignedIn signedIn ? users.find(signedIn.userId()) : Optional.empty();
    }

    public Optional<User> find(UserId id) {
        return users.find(id);
    }

    public List<User> find(Collection<UserId> ids) {
        return users.find(ids);
    }

    public Optional<User> findByUsername(String username) {
        return users.findByUsername(username);
    }

    /** Users whose username, name or address begins with {@code prefix}; nobody but signed-in callers sees any. */
    public Page<User> search(Caller caller, String prefix, int first, String after) {
        caller.requireSignedIn();
        return users.search(prefix, Math.clamp(first, 1, 1_000), after);
    }

    /** What a person may change of a user; null leaves a thing as it is. */
    public record Change(
            String username,
            String name,
            String email,
            String password,
            Boolean admin,
            String defaultEntity,
            String flags) {}

    public User update(Caller caller, UserId id, Change change) {
        access.require(caller, Action.WRITE, Resource.user(id));
        if (change.admin() != null) {
            access.require(caller, Action.MANAGE, Resource.INSTANCE);
        }
        User changed = transactions.inTransaction(() -> {
            // all of a user is saved: what an administrator changes at the same moment must not be undone by that
            User user = users.lock(id)
                    .filter(found -> !found.isDeleted())
                    .orElseThrow(() -> Fault.notFound("No such user"));
            User next = applied(user, change);
            if (!next.username().equals(user.username())) {
                throw Fault.invalid("A username cannot be changed: it is part of the addresses of what the user owns");
            }
            if (next.email() != null && !next.email().equals(user.email())) {
                requireNobodyInvited(caller, next.email());
            }
            users.save(next);
            if (change.password() != null) {
                users.deleteSessions(id);
            }
            return next;
        });
        callers.forget(id);
        return changed;
    }

    /** Nobody proves that an address is theirs, and who has an address that was invited gets in. */
    private void requireNobodyInvited(Caller caller, String email) {
        if (!access.allowed(caller, Action.MANAGE, Resource.INSTANCE)
                && !entities.invitesFor(email).isEmpty()) {
            throw Fault.denied("An invitation waits for " + email
                    + ": sign up with this address, or ask an administrator to change yours");
        }
    }

    private User applied(User user, Change change) {
        User next = user.withProfile(
                change.username() == null ? user.username() : change.username(),
                change.name() == null ? user.name() : displayName(change.name(), user.username()),
                change.email() == null ? user.email() : Names.checkEmail(change.email()));
        if (change.admin() != null) {
            if (!change.admin() && isLastAdmin(user)) {
                throw Fault.invalid("The last administrator cannot give the role up");
            }
            next = next.withAdmin(change.admin());
        }
        if (change.password() != null) {
            next = next.withPasswordHash(passwords.hash(Passwords.check(change.password())));
        }
        if (change.flags() != null) {
            if (change.flags().length() > MAX_FLAGS) {
                throw Fault.tooLarge("Flags may have up to " + MAX_FLAGS + " characters");
            }
            next = next.withFlags(change.flags());
        }
        return change.defaultEntity() == null ? next : next.withDefaultEntity(ownEntity(user, change.defaultEntity()));
    }

    private boolean isLastAdmin(User user) {
        return user.admin() && user.isActive() && users.countAdmins() == 1;
    }

    private EntityId ownEntity(User user, String name) {
        return entities.entitiesOf(user.id()).stream()
                .filter(entity -> entity.name().equals(name))
                .map(Entity::id)
                .findFirst()
                .orElseThrow(() -> Fault.invalid(user.username() + " is not a member of an entity named " + name));
    }

    /** Removes a user with keys, sessions, memberships and the personal entity; work in teams stays. */
    public void delete(Caller caller, UserId id) {
        access.require(caller, Action.DELETE, Resource.user(id));
        Instant now = clock.instant();
        transactions.inTransaction(() -> {
            User user = users.lock(id)
                    .filter(found -> !found.isDeleted())
                    .orElseThrow(() -> Fault.notFound("No such user"));
            if (isLastAdmin(user)) {
                throw Fault.invalid("The last administrator cannot be removed");
            }
            entities.personal(id).ifPresent(personal -> {
                contents.deleteAll(personal.id(), now);
                entities.delete(personal.id(), now);
            });
            users.delete(id, now);
        });
        callers.forget(id);
    }

    /**
     * The person a service account says it works for: somebody who shares a team, or its organization, with it. Anything else, also an
     * unknown name, is ignored, because clients send these headers always.
     */
    public Optional<UserId> attributed(UserId service, String username, String email) {
        Optional<User> named =
                username == null || username.isBlank() ? Optional.empty() : users.findByUsername(username.strip());
        if (named.isEmpty() && email != null && !email.isBlank()) {
            named = users.findByEmail(email.strip().toLowerCase(java.util.Locale.ROOT));
        }
        return named.filter(user -> !user.isService() && user.isActive())
                .map(User::id)
                .filter(person -> sharesATeam(service, person) || worksForTheOrganizationOf(service, person));
    }

    private boolean sharesATeam(UserId service, UserId person) {
        return entities.entitiesOf(service).stream()
                .anyMatch(team -> entities.roleInEntity(team.id(), person).isPresent());
    }

    private boolean worksForTheOrganizationOf(UserId service, UserId person) {
        return entities.organizationsOf(service).stream()
                .filter(organization -> entities.roleInOrganization(organization.id(), service)
                        .filter(ServiceAccounts.OF_ORGANIZATION::equals)
                        .isPresent())
                .anyMatch(organization ->
                        entities.roleInOrganization(organization.id(), person).isPresent());
    }
}
