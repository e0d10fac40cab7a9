package dev.selvedge.domain.people;

import dev.selvedge.platform.Fault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Browsers that have signed in: rows in the store, found by the hash of a random token that only the browser has. */
public final class Sessions {

    private final UserStore users;
    private final PasswordHasher passwords;
    private final SecretHasher secrets;
    private final LoginThrottle throttle;
    private final CallerCache callers;
    private final Presence presence;
    private final Clock clock;
    private final Duration length;

    /** Compared against when there is no such user, so that the time to answer tells nothing. */
    private volatile String nobodysHash;

    /** @param length how long a sign-in lasts */
    public Sessions(
            UserStore users,
            PasswordHasher passwords,
            SecretHasher secrets,
            LoginThrottle throttle,
            CallerCache callers,
            Presence presence,
            Clock clock,
            Duration length) {
        this.users = users;
        this.passwords = passwords;
        this.secrets = secrets;
        this.throttle = throttle;
        this.callers = callers;
        this.presence = presence;
        this.clock = clock;
        this.length = length;
    }

    /** @param token for the browser to keep; stored nowhere */
    public record Begun(String token, User user, Instant expiresAt) {}

    /** @param login username or e-mail address */
    public Begun signIn(String login, String password, String address) {
        String key = login.strip().toLowerCase(Locale.ROOT);
        throttle.check(key, address);
        Optional<User> user = users.findByUsername(login.strip())
                .or(() -> users.findByEmail(key))
                .filter(found -> !found.isService());
        String hash = user.map(User::passwordHash).orElse(null);
        String nobodys = nobodysHash();
        boolean right = passwords.matches(password, hash == null ? nobodys : hash) && hash != null;
        if (!right) {
            throttle.failed(key, address);
            throw Fault.unauthenticated("Wrong username or password");
        }
        throttle.succeeded(key);
        // only who knows the password learns of it
        if (!user.get().isActive()) {
            throw Fault.unauthenticated(
                    "This account is deactivated; an administrator of this server can reactivate it");
        }
        return begin(user.get());
    }

    /** Made by the first who signs in, whoever that is: a start has better things to do, and nobody's wait tells anything. */
    private String nobodysHash() {
        String known = nobodysHash;
        if (known == null) {
            known = passwords.hash(secrets.newToken());
            nobodysHash = known;
        }
        return known;
    }

    /** For someone who has proved another way who they are. */
    Begun begin(User user) {
        Instant now = clock.instant();
        String token = secrets.newToken();
        users.insertSession(user.id(), secrets.hash(token), now, now.plus(length));
        return new Begun(token, user, now.plus(length));
    }

    public Optional<Caller.SignedIn> authenticate(String token) {
        String hash = secrets.hash(token);
        return callers.get(hash, () -> load(hash)).map(CallerCache.Known::caller);
    }

    private Optional<CallerCache.Known> load(String hash) {
        return users.findSession(hash)
                .filter(session -> session.expiresAt().isAfter(clock.instant()))
                .flatMap(session -> users.find(session.user()))
                .filter(User::isActive)
                .map(user -> {
                    presence.seen(user);
                    return new CallerCache.Known(
                            new Caller.SignedIn(user.id(), user.username(), user.admin()), user.isService());
                });
    }

    public void signOut(Caller caller, String token) {
        users.deleteSession(secrets.hash(token));
        if (caller instanceof Caller.SignedIn signedIn) {
            callers.forget(signedIn.userId());
        }
    }

    public void removeExpired() {
        users.deleteSessionsExpiredBefore(clock.instant());
    }
}
