package dev.selvedge.domain.people;

import dev.selvedge.platform.Fault;
import java.util.Optional;

/** What only whoever has the server's machine may do. Nothing here asks for rights: callers have proved theirs. */
public final class Administrators {

    private static final String RECOVERY = "local-restore";

    private final SignUp signUp;
    private final ApiKeys keys;
    private final People people;
    private final Deactivations deactivations;
    private final UserStore users;
    private final SecretHasher secrets;

    public Administrators(
            SignUp signUp,
            ApiKeys keys,
            People people,
            Deactivations deactivations,
            UserStore users,
            SecretHasher secrets) {
        this.signUp = signUp;
        this.keys = keys;
        this.people = people;
        this.deactivations = deactivations;
        this.users = users;
        this.secrets = secrets;
    }

    /** Makes the user an administrator, creating it where needed; returns a new API key of theirs. */
    public String create(String username) {
        User user = signUp.createAdministrator(username);
        if (user.isService()) {
            throw Fault.invalid(username + " is a service account");
        }
        deactivations.reactivate(Caller.SYSTEM, user.id());
        return keys.generate(Caller.SYSTEM, user.id(), "made at the server").secret();
    }

    /** How to sign in as an administrator who lasts until the server starts without recovery. */
    public record Recovery(String username, String password) {}

    public Recovery beginRecovery() {
        User user = signUp.createAdministrator(RECOVERY);
        deactivations.reactivate(Caller.SYSTEM, user.id());
        String password = secrets.newToken();
        people.update(Caller.SYSTEM, user.id(), new People.Change(null, null, null, password, null, null, null));
        return new Recovery(RECOVERY, password);
    }

    /** Removes the recovery account, unless it has become the only administrator there is. */
    public void endRecovery() {
        Optional<User> left = users.findByUsername(RECOVERY);
        if (left.isPresent() && (left.get().isDeactivated() || users.countAdmins() > 1)) {
            people.delete(Caller.SYSTEM, left.get().id());
        }
    }
}
