package dev.selvedge.domain.people;

import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** API keys: made, shown once, checked, removed. */
public final class ApiKeys {

    /** The clients' own check of a key, an optional prefix included. */
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{40,256}");

    private static final int MAX_DESCRIPTION = 512;
    private static final int SHOWN_CHARACTERS = 12;
    private static final int MAX_KEYS = 1_000;

    /** Telling when a key was last used need not cost a write per request. */
    private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(5);

    private final UserStore users;
    private final Access access;
    private final SecretHasher secrets;
    private final CallerCache callers;
    private final Presence presence;
    private final Transactions transactions;
    private final Clock clock;

    public ApiKeys(
            UserStore users,
            Access access,
            SecretHasher secrets,
            CallerCache callers,
            Presence presence,
            Transactions transactions,
            Clock clock) {
        this.users = users;
        this.access = access;
        this.secrets = secrets;
        this.callers = callers;
        this.presence = presence;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @param secret the whole key, which nobody can ask for again */
    public record Created(ApiKey key, String secret) {}

    public Created generate(Caller caller, String description) {
        return generate(caller, caller.requireSignedIn().userId(), description);
    }

    public Created generate(Caller caller, UserId user, String description) {
        access.require(caller, Action.MANAGE, Resource.user(user));
        if (users.keys(user).size() >= MAX_KEYS) {
            throw Fault.invalid("A user may have up to " + MAX_KEYS + " API keys; delete some first");
        }
        return store(user, secrets.newKey(), description);
    }

    /** Makes {@code secret}, which somebody else has chosen, the only key of the user. Repeating it changes nothing. */
    public void replaceAll(Caller caller, UserId user, String secret) {
        access.require(caller, Action.MANAGE, Resource.INSTANCE);
        if (!KEY.matcher(secret).matches()) {
            throw Fault.invalid("An API key has 40 to 256 letters, digits, '-' or '_'");
        }
        String hash = secrets.hash(secret);
        transactions.inTransaction(() -> {
            Optional<ApiKey> same = users.findKey(hash);
            if (same.isPresent() && !same.get().user().equals(user)) {
                throw Fault.conflict("The API key belongs to another user");
            }
            users.keys(user).stream()
                    .filter(key -> same.isEmpty() || !key.id().equals(same.get().id()))
                    .forEach(key -> users.deleteKey(key.id()));
            if (same.isEmpty()) {
                store(user, secret, null);
            }
        });
        callers.forget(user);
    }

    Created store(UserId user, String secret, String description) {
        if (description != null && description.length() > MAX_DESCRIPTION) {
            throw Fault.invalid("The description of a key may have up to " + MAX_DESCRIPTION + " characters");
        }
        ApiKey key = users.insertKey(
                user, secrets.hash(secret), secret.substring(0, SHOWN_CHARACTERS), description, clock.instant());
        return new Created(key, secret);
    }

    /** Empty for a caller who may not know the user's keys. */
    public List<ApiKey> of(Caller caller, UserId user) {
        return access.allowed(caller, Action.MANAGE, Resource.user(user)) ? users.keys(user) : List.of();
    }

    public void delete(Caller caller, ApiKeyId id) {
        Caller.SignedIn signedIn = caller.requireSignedIn();
        ApiKey key = users.findKey(id)
                .filter(found -> found.user().equals(signedIn.userId())
                        || access.allowed(caller, Action.MANAGE, Resource.user(found.user())))
                .orElseThrow(() -> Fault.notFound("No such API key"));
        users.deleteKey(key.id());
        callers.forget(key.user());
    }

    /** Empty when nobody has this key; UNAUTHENTICATED in words for one of a deactivated account. */
    public Optional<Caller.SignedIn> authenticate(String secret) {
        return known(secret).map(CallerCache.Known::caller);
    }

    Optional<CallerCache.Known> known(String secret) {
        // no need to ask the database about what cannot be a key
        if (!KEY.matcher(secret).matches()) {
            return Optional.empty();
        }
        String hash = secrets.hash(secret);
        return callers.get(hash, () -> load(hash));
    }

    private Optional<CallerCache.Known> load(String hash) {
        return users.findKey(hash)
                .flatMap(key -> users.find(key.user())
                        .filter(user -> !user.isDeleted())
                        .map(user -> {
                            if (user.isDeactivated()) {
                                throw Fault.unauthenticated(
                                        "The account of this API key is deactivated; an administrator of this server can reactivate it");
                            }
                            noteUse(key);
                            presence.seen(user);
                            return new CallerCache.Known(
                                    new Caller.SignedIn(user.id(), user.username(), user.admin()), user.isService());
                        }));
    }

    private void noteUse(ApiKey key) {
        Instant now = clock.instant();
        if (key.lastUsedAt() == null || key.lastUsedAt().plus(USE_NOTED_EVERY).isBefore(now)) {
            users.keyUsed(key.id(), now);
        }
    }
}
