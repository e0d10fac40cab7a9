package dev.selvedge.domain.automations.secrets;

import dev.selvedge.domain.people.Access;
import dev.selvedge.domain.people.Action;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.Entity;
import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.people.EntityStore;
import dev.selvedge.domain.people.Resource;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Transactions;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Keeps a team's secrets. They go in and are used; no call hands a value out to a caller. */
public final class TeamSecrets {

    /** What can stand behind a dollar sign in a payload. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,127}");

    private static final int LONGEST_VALUE = 10_000;
    private static final int MOST = 200;

    private final SecretStore store;
    private final SecretBox box;
    private final EntityStore entities;
    private final Access access;
    private final Transactions transactions;
    private final Clock clock;

    public TeamSecrets(
            SecretStore store,
            SecretBox box,
            EntityStore entities,
            Access access,
            Transactions transactions,
            Clock clock) {
        this.store = store;
        this.box = box;
        this.entities = entities;
        this.access = access;
        this.transactions = transactions;
        this.clock = clock;
    }

    public TeamSecret put(Caller caller, String entityName, String name, String value) {
        Caller.SignedIn user = caller.requireSignedIn();
        EntityId entity = entity(entityName);
        if (name == null || !NAME.matcher(name).matches()) {
            throw Fault.invalid("A secret's name has letters, digits, _ and -, begins with a letter or _, and has up to"
                    + " 128 characters");
        }
        // header values end at a line break, and a secret usually becomes one
        if (value == null
                || value.isEmpty()
                || value.length() > LONGEST_VALUE
                || value.matches("(?s).*[\\r\\n\\x00].*")) {
            throw Fault.invalid("A secret's value is one line of 1 to " + LONGEST_VALUE + " characters");
        }
        return transactions.inTransaction(() -> {
            List<TeamSecret> known = store.of(entity);
            boolean fresh = known.stream().noneMatch(secret -> secret.name().equals(name));
            access.require(caller, fresh ? Action.CREATE : Action.WRITE, Resource.secret(entity));
            if (fresh && known.size() >= MOST) {
                throw Fault.invalid("A team has up to " + MOST + " secrets");
            }
            return store.put(entity, name, box.seal(value, owner(entity, name)), user.userId(), clock.instant());
        });
    }

    public void delete(Caller caller, String entityName, String name) {
        caller.requireSignedIn();
        EntityId entity = entity(entityName);
        access.require(caller, Action.DELETE, Resource.secret(entity));
        if (!transactions.inTransaction(() -> store.delete(entity, name))) {
            throw Fault.notFound("No such secret");
        }
    }

    private EntityId entity(String name) {
        return entities.findEntity(name)
                .map(Entity::id)
                .orElseThrow(() -> Fault.notFound("entity " + name + " not found"));
    }

    /** Names and times; empty for who may not know them. */
    public List<TeamSecret> of(Caller caller, EntityId entity) {
        return access.allowed(caller, Action.READ, Resource.secret(entity)) ? store.of(entity) : List.of();
    }

    /** For sending only. Empty when there is none of that name. */
    public Optional<String> value(EntityId entity, String name) {
        return name == null
                ? Optional.empty()
                : store.sealed(entity, name).map(text -> box.open(text, owner(entity, name)));
    }

    private static String owner(EntityId entity, String name) {
        return "secret " + name + " of " + entity.value();
    }
}
