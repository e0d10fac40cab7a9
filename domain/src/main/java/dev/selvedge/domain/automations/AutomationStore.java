package dev.selvedge.domain.automations;

import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.projects.ProjectId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where automations are kept. */
public interface AutomationStore {

    /** The id is ignored. CONFLICT when the scope has an automation of that name. */
    Automation insert(Automation automation);

    /** CONFLICT when the scope has another automation of that name. */
    void save(Automation automation);

    Optional<Automation> find(AutomationId id);

    /** As {@link #find}, and nobody else changes the automation until the transaction ends. */
    Optional<Automation> lock(AutomationId id);

    /** Its history goes with it. */
    boolean delete(AutomationId id);

    /** In or below the entity, in the order they were made. */
    List<Automation> ofEntities(Collection<EntityId> entities);

    /** On the entities themselves, in the order they were made. */
    List<Automation> onEntities(Collection<EntityId> entities);

    /** On the project or its collections, in the order they were made. */
    Map<ProjectId, List<Automation>> ofProjects(Collection<ProjectId> projects);

    /** Enabled ones for one of the events that watch one of the entities, projects or collections. */
    List<Automation> watching(
            Collection<EventType> events,
            Collection<EntityId> entities,
            Collection<ProjectId> projects,
            Collection<Long> collections);

    /** What all enabled automations watch, each once. */
    List<Watch> watches();

    record Watch(EventType event, Scope.Type scope, long id) {}

    boolean uses(IntegrationId integration);

    void fired(AutomationId id, Instant now);
}
