package dev.selvedge.domain.automations;

import dev.selvedge.domain.people.EntityId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where integrations are kept. */
public interface IntegrationStore {

    /** The id is ignored. CONFLICT when the entity has one of that kind, name and channel. */
    Integration insert(Integration integration);

    Optional<Integration> find(IntegrationId id);

    Map<IntegrationId, Integration> find(Collection<IntegrationId> ids);

    /** In the order they were made, with a number above {@code after}. */
    List<Integration> of(EntityId entity, long after, int limit);

    boolean delete(IntegrationId id);
}
