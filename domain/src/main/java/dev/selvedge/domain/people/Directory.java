package dev.selvedge.domain.people;

import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Transactions;
import java.util.Optional;

/** Users as an administrator's scripts keep them: put under a name again and again, removed by name. */
public final class Directory {

    private final People people;
    private final UserStore users;
    private final ApiKeys keys;
    private final Deactivations deactivations;
    private final Departures departures;
    private final Access access;
    private final Transactions transactions;
    private final boolean chosenKeys;

    /** @param chosenKeys whether API keys may be brought along; only for tests and migrations */
    public Directory(
            People people,
            UserStore users,
            ApiKeys keys,
            Deactivations deactivations,
            Departures departures,
            Access access,
            Transactions transactions,
            boolean chosenKeys) {
        this.people = people;
        this.users = users;
        this.keys = keys;
        this.deactivations = deactivations;
        this.departures = departures;
        this.access = access;
        this.transactions = transactions;
        this.chosenKeys = chosenKeys;
    }

    /** Null leaves a thing as it is. */
    public record UserRecord(String email, Boolean admin, String password, String name, String apiKey) {}

    /** Creates the user, in no organization, or updates it. */
    public User putUser(Caller caller, String username, UserRecord record) {
        access.require(caller, Action.MANAGE, Resource.INSTANCE);
        if (record.apiKey() != null && !chosenKeys) {
            throw Fault.denied("This server takes no API keys from outside; "
                    + "start it with SELVEDGE_TEST_FIXTURES=true to import keys");
        }
        Optional<User> existing = users.findByUsername(username);
        if (existing.isPresent()) {
            User user = people.update(
                    caller,
                    existing.get().id(),
                    new People.Change(
                            null, record.name(), record.email(), record.password(), record.admin(), null, null));
            bring(caller, user, record);
            return user;
        }
        return transactions.inTransaction(() -> {
            User user = people.create(new People.Wish(
                    username,
                    record.name(),
                    record.email(),
                    record.password(),
                    record.admin() != null && record.admin()));
            bring(caller, user, record);
            return user;
        });
    }

    private void bring(Caller caller, User user, UserRecord record) {
        if (record.apiKey() != null) {
            keys.replaceAll(caller, user.id(), record.apiKey());
        }
    }

    public User deactivate(Caller caller, String username, Departures.Legacy legacy) {
        access.require(caller, Action.MANAGE, Resource.INSTANCE);
        return departures.deactivate(caller, user(username).id(), legacy);
    }

    /** NOT_FOUND too for somebody who is not deactivated. */
    public void reactivate(Caller caller, String username) {
        access.require(caller, Action.MANAGE, Resource.INSTANCE);
        User user = user(username);
        if (!user.isDeactivated()) {
            throw Fault.notFound(username + " is not deactivated");
        }
        deactivations.reactivate(caller, user.id());
    }

    public Belongings.Handed handOver(Caller caller, String username, Departures.Legacy legacy) {
        access.require(caller, Action.MANAGE, Resource.INSTANCE);
        return departures.handOver(caller, user(username).id(), legacy);
    }

    private User user(String username) {
        return users.findByUsername(username).orElseThrow(() -> Fault.notFound("User not found: " + username));
    }

    public void deleteUser(Caller caller, String username, Departures.Legacy legacy) {
        access.require(caller, Action.MANAGE, Resource.INSTANCE);
        departures.delete(caller, user(username).id(), legacy);
    }
}
