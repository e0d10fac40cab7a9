package dev.selvedge.domain.automations.secrets;

import dev.selvedge.domain.people.EntityId;
import java.util.Optional;

/**
 * Where the values of secrets are. What it has kept never changes: a new value is a new thing, and the old one is
 * forgotten after the database names the new one, so that whoever reads meanwhile finds a whole value.
 */
public interface SecretVault {

    /** @return what the database remembers in the value's place */
    String keep(EntityId entity, String name, String value);

    /** Empty when the vault lost it. */
    Optional<String> open(EntityId entity, String name, String kept);

    void forget(String kept);
}
