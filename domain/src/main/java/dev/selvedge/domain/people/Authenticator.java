package dev.selvedge.domain.people;

import dev.selvedge.platform.Fault;
import java.util.Optional;

/** From credentials to callers: every protocol authenticates here. */
public final class Authenticator {

    private final ApiKeys keys;
    private final Sessions sessions;
    private final People people;

    public Authenticator(ApiKeys keys, Sessions sessions, People people) {
        this.keys = keys;
        this.sessions = sessions;
        this.people = people;
    }

    /**
     * What a request says beside its key.
     *
     * @param username whom a service account works for, or null
     * @param email the same by address, or null
     * @param adminRights false when an administrator wants to be treated like anybody else
     */
    public record Wishes(String username, String email, boolean adminRights) {
        public static final Wishes NONE = new Wishes(null, null, true);
    }

    /** UNAUTHENTICATED for any key that is not valid now. */
    public Caller.SignedIn byKey(String key, Wishes wishes) {
        CallerCache.Known known =
                keys.known(key).orElseThrow(() -> Fault.unauthenticated("The API key is invalid or was deleted"));
        Caller.SignedIn caller = known.caller();
        if (known.service()) {
            caller = people.attributed(caller.userId(), wishes.username(), wishes.email())
                    .map(caller::actingFor)
                    .orElse(caller);
        }
        return wishes.adminRights() ? caller : caller.withoutAdminRights();
    }

    /** Empty when the session has ended. */
    public Optional<Caller.SignedIn> bySession(String token) {
        return sessions.authenticate(token);
    }
}
