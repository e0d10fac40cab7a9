package dev.selvedge.domain.automations.secrets;

import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.people.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which secrets there are. Their values are sealed in it, or it says where they are: see {@link SecretVault}. */
public interface SecretStore {

    /** Makes it, or replaces its value. */
    TeamSecret put(EntityId entity, String name, String sealed, UserId by, Instant now);

    /** By name. */
    List<TeamSecret> of(EntityId entity);

    Optional<String> sealed(EntityId entity, String name);

    /** The same, in a transaction that nobody else changes it in. */
    Optional<String> locked(EntityId entity, String name);

    boolean delete(EntityId entity, String name);
}
