package dev.selvedge.domain.launch;

import dev.selvedge.domain.projects.ProjectId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Keeps queues and their resource configurations. */
public interface QueueStore {

    /** CONFLICT when the project has a queue of that name. */
    RunQueue insert(RunQueue queue);

    /** Keeps prioritization, configuration and links. */
    void save(RunQueue queue);

    Optional<RunQueue> find(QueueId id);

    /** In the order of {@code ids}; absent ones are left out. */
    List<RunQueue> find(Collection<QueueId> ids);

    Optional<RunQueue> find(ProjectId project, String name);

    /** As {@link #find(QueueId)}, and nobody else changes the queue until the transaction ends. */
    Optional<RunQueue> lock(QueueId id);

    /** By name. */
    List<RunQueue> ofProject(ProjectId project);

    /** The queue with its items; agents forget it. */
    void delete(QueueId id);

    ResourceConfig insert(ResourceConfig config);

    Optional<ResourceConfig> find(ResourceConfigId id);

    List<ResourceConfig> findConfigs(Collection<ResourceConfigId> ids);

    List<RunQueue> using(ResourceConfigId config);

    void delete(ResourceConfigId id);
}
