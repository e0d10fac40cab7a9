package dev.selvedge.domain.automations.secrets;

import dev.selvedge.domain.people.Access;
import dev.selvedge.domain.people.Action;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.Entity;
import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.people.EntityStore;
import dev.selvedge.domain.people.Resource;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Transactions;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a team's secrets. They go in and are used; no call hands a value out to a caller. */
public final class TeamSecrets {

    /** What can stand behind a dollar sign in a payload. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,127}");

    private static final Logger log = LoggerFactory.getLogger(TeamSecrets.class);

    private static final int LONGEST_VALUE = 10_000;
    private static final int MOST = 200;

    private final SecretStore store;
    private final SecretVault vault;
    private final EntityStore entities;
    private final Access access;
    private final Transactions transactions;
    private final Clock clock;

    public TeamSecrets(
            SecretStore store,
            SecretVault vault,
            EntityStore entities,
            Access access,
            Transactions transactions,
            Clock clock) {
        this.store = store;
        this.vault = vault;
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
        allow(caller, entity, name);
        // outside of the transaction: it may be a question to a store far away
        String kept = vault.keep(entity, name, value);
        Replaced replaced = swapped(caller, entity, name, kept, user.userId());
        replaced.before().ifPresent(this::forgetQuietly);
        return replaced.secret();
    }

    private record Replaced(TeamSecret secret, Optional<String> before) {}

    private Replaced swapped(Caller caller, EntityId entity, String name, String kept, UserId by) {
        try {
            return transactions.inTransaction(() -> {
                allow(caller, entity, name);
                Optional<String> before = store.locked(entity, name);
                return new Replaced(store.put(entity, name, kept, by, clock.instant()), before);
            });
        } catch (RuntimeException e) {
            forgetQuietly(kept);
            throw e;
        }
    }

    private void allow(Caller caller, EntityId entity, String name) {
        List<TeamSecret> known = store.of(entity);
        boolean fresh = known.stream().noneMatch(secret -> secret.name().equals(name));
        access.require(caller, fresh ? Action.CREATE : Action.WRITE, Resource.secret(entity));
        if (fresh && known.size() >= MOST) {
            throw Fault.invalid("A team has up to " + MOST + " secrets");
        }
    }

    /** Nothing names it any more; that it stays in its store is no reason to fail what succeeded. */
    private void forgetQuietly(String kept) {
        try {
            vault.forget(kept);
        } catch (RuntimeException e) {
            log.warn("A value of a secret that is not used any more stays in its store: {}", e.getMessage());
        }
    }

    /** The value goes first: a secret that is still listed can be deleted once more, a forgotten value cannot. */
    public void delete(Caller caller, String entityName, String name) {
        caller.requireSignedIn();
        EntityId entity = entity(entityName);
        access.require(caller, Action.DELETE, Resource.secret(entity));
        String kept = store.sealed(entity, name).orElseThrow(() -> Fault.notFound("No such secret"));
        vault.forget(kept);
        transactions.inTransaction(() -> {
            if (store.locked(entity, name).filter(kept::equals).isEmpty()) {
                throw Fault.conflict("The secret was changed at the same time; try again");
            }
            store.delete(entity, name);
        });
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
                : store.sealed(entity, name).flatMap(kept -> vault.open(entity, name, kept));
    }
}
