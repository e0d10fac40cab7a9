package dev.selvedge.domain.automations.secrets;

import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.people.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where sealed secrets are kept. */
public interface SecretStore {

    /** Makes it, or replaces its value. */
    TeamSecret put(EntityId entity, String name, String sealed, UserId by, Instant now);

    /** By name. */
    List<TeamSecret> of(EntityId entity);

    Optional<String> sealed(EntityId entity, String name);

    boolean delete(EntityId entity, String name);
}
