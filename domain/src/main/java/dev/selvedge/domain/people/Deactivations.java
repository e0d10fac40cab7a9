package dev.selvedge.domain.people;

import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Transactions;
import java.time.Clock;

/** People whom an administrator keeps out for a while: everything of theirs stays where it is, and as it is. */
public final class Deactivations {

    private final UserStore users;
    private final Access access;
    private final CallerCache callers;
    private final Transactions transactions;
    private final Clock clock;

    public Deactivations(UserStore users, Access access, CallerCache callers, Transactions transactions, Clock clock) {
        this.users = users;
        this.access = access;
        this.callers = callers;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Ends all sessions; keys and memberships wait. Repeating it changes nothing. */
    public User deactivate(Caller caller, UserId id) {
        access.require(caller, Action.MANAGE, Resource.INSTANCE);
        if (caller instanceof Caller.SignedIn self && self.userId().equals(id)) {
            throw Fault.invalid("You cannot deactivate yourself; ask another administrator");
        }
        User changed = transactions.inTransaction(() -> {
            // asked before the user is read, so that two administrators cannot shut each other out
            long admins = users.countAdmins();
            User user = existing(id);
            if (user.isDeactivated()) {
                return user;
            }
            if (user.admin() && admins == 1) {
                throw Fault.invalid("The last administrator cannot be deactivated");
            }
            users.setDeactivated(id, clock.instant());
            users.deleteSessions(id);
            return existing(id);
        });
        callers.forget(id);
        return changed;
    }

    /** The same keys and the same password work again. Repeating it changes nothing. */
    public User reactivate(Caller caller, UserId id) {
        access.require(caller, Action.MANAGE, Resource.INSTANCE);
        return transactions.inTransaction(() -> {
            existing(id);
            users.setDeactivated(id, null);
            return existing(id);
        });
    }

    private User existing(UserId id) {
        return users.find(id).filter(found -> !found.isDeleted()).orElseThrow(() -> Fault.notFound("No such user"));
    }
}
