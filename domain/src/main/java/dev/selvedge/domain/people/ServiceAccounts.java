package dev.selvedge.domain.people;

import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Accounts of programs: of one team or of all teams of an organization, without a personal entity or a password. */
public final class ServiceAccounts {

    private static final int MAX_NAME = 100;

    /** In an organization; no custom role can have this name. */
    public static final String OF_ORGANIZATION = "service:organization";

    /** The client makes an account, then reads the team's members to learn the key. */
    private static final Duration KEY_SHOWN_FOR = Duration.ofMinutes(10);

    private final UserStore users;
    private final EntityStore entities;
    private final ApiKeys keys;
    private final Access access;
    private final SecretHasher secrets;
    private final Transactions transactions;
    private final Clock clock;

    public ServiceAccounts(
            UserStore users,
            EntityStore entities,
            ApiKeys keys,
            Access access,
            SecretHasher secrets,
            Transactions transactions,
            Clock clock) {
        this.users = users;
        this.entities = entities;
        this.keys = keys;
        this.access = access;
        this.secrets = secrets;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * @param teamName of a team, or of the entity of an organization for an account that works in all of its teams
     * @param description what the account is for; becomes its display name
     */
    public User create(Caller caller, String teamName, String description) {
        Entity team = Optional.ofNullable(teamName)
                .flatMap(entities::findEntity)
                .filter(found -> found.kind() != Entity.Kind.USER)
                .orElseThrow(() -> Fault.notFound("Team not found: " + teamName));
        access.require(caller, Action.MANAGE, Resource.entity(team.id()));
        String name = description == null || description.isBlank() ? "Service account" : description.strip();
        if (name.length() > MAX_NAME) {
            throw Fault.invalid("The description of a service account may have up to " + MAX_NAME + " characters");
        }
        Instant now = clock.instant();
        return transactions.inTransaction(() -> {
            // people see the display name; the username only has to be free
            String username = "service-"
                    + secrets.newToken().replaceAll("[^A-Za-z0-9]", "").substring(0, 16);
            User user = users.insert(new NewUser(username, name, null, User.Kind.SERVICE, false, null, now));
            entities.putMember(team.id(), user.id(), Role.MEMBER.name(), now);
            if (!team.isTeam()) {
                entities.putMember(team.organization(), user.id(), OF_ORGANIZATION, now);
            }
            User complete = user.withDefaultEntity(team.id());
            users.save(complete);
            keys.store(user.id(), firstKey(user.id()), "first key");
            return complete;
        });
    }

    /** The first key of a service account, while it is new and as long as it is valid, for an admin of its team. */
    public Optional<String> newKey(Caller caller, EntityId team, User account) {
        boolean isNew = account.createdAt().plus(KEY_SHOWN_FOR).isAfter(clock.instant());
        if (!account.isService() || !isNew || !access.allowed(caller, Action.MANAGE, Resource.entity(team))) {
            return Optional.empty();
        }
        String key = firstKey(account.id());
        return users.findKey(secrets.hash(key)).map(valid -> key);
    }

    /** Derived rather than stored, so that it can be shown twice without a secret in the database. */
    private String firstKey(UserId account) {
        return secrets.derivedKey("service account " + account.value());
    }
}
