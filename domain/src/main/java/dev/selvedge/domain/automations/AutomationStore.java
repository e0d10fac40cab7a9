package dev.selvedge.domain.automations;

import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.projects.ProjectId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where automations and webhooks are kept. */
public interface AutomationStore {

    /** The id is ignored. CONFLICT when the scope has an automation of that name. */
    Automation insert(Automation automation);

    /** CONFLICT when the scope has another automation of that name. */
    void save(Automation automation);

    Optional<Automation> find(AutomationId id);

    boolean delete(AutomationId id);

    /** In or below the entity, in the order they were made. */
    List<Automation> ofEntities(Collection<EntityId> entities);

    /** On the project or its collections, in the order they were made. */
    Map<ProjectId, List<Automation>> ofProjects(Collection<ProjectId> projects);

    /** Enabled ones that watch the entity, the project, or one of the collections. */
    List<Automation> watching(EntityId entity, ProjectId project, Collection<Long> collections, EventType event);

    void fired(AutomationId id, Instant now);

    /** The id is ignored. CONFLICT when the entity has a webhook of that name. */
    Webhook insert(Webhook webhook);

    Optional<Webhook> webhook(IntegrationId id);

    Map<IntegrationId, Webhook> webhooks(Collection<IntegrationId> ids);

    List<Webhook> webhooksOf(EntityId entity);

    boolean delete(IntegrationId id);
}
