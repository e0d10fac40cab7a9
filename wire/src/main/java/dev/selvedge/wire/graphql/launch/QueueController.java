package dev.selvedge.wire.graphql.launch;

import static java.util.stream.Collectors.toMap;

import dev.selvedge.domain.launch.Items;
import dev.selvedge.domain.launch.LaunchAgent;
import dev.selvedge.domain.launch.LaunchAgents;
import dev.selvedge.domain.launch.QueueId;
import dev.selvedge.domain.launch.Queues;
import dev.selvedge.domain.launch.ResourceConfig;
import dev.selvedge.domain.launch.ResourceConfigId;
import dev.selvedge.domain.launch.ResourceConfigs;
import dev.selvedge.domain.launch.RunQueue;
import dev.selvedge.domain.launch.TemplateVariable;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.Entity;
import dev.selvedge.domain.projects.Project;
import dev.selvedge.platform.GlobalId;
import dev.selvedge.wire.graphql.Connection;
import dev.selvedge.wire.graphql.RawJson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Queues of a project and what a queue says of itself. */
@Controller
class QueueController {

    private final Queues queues;
    private final Items items;
    private final ResourceConfigs configs;
    private final LaunchAgents agents;

    QueueController(Queues queues, Items items, ResourceConfigs configs, LaunchAgents agents) {
        this.queues = queues;
        this.items = items;
        this.configs = configs;
        this.agents = agents;
    }

    @SchemaMapping(typeName = "Project")
    List<RunQueue> runQueues(Project project, @ContextValue Caller caller) {
        return queues.ofProject(caller, project.id());
    }

    @SchemaMapping(typeName = "Project")
    RunQueue runQueue(Project project, @Argument String name, @ContextValue Caller caller) {
        return queues.find(caller, project.id(), name).orElse(null);
    }

    @SchemaMapping(typeName = "Entity")
    ResourceConfig defaultResourceConfig(Entity entity, @Argument String id, @ContextValue Caller caller) {
        OptionalLong number = GlobalId.decode("DefaultResourceConfig", id);
        return number.isEmpty() || entity.isFree()
                ? null
                : configs.find(caller, entity.id(), new ResourceConfigId(number.getAsLong()))
                        .orElse(null);
    }

    @SchemaMapping(typeName = "RunQueue")
    String id(RunQueue queue) {
        return LaunchIds.of(queue.id());
    }

    @SchemaMapping(typeName = "RunQueue")
    String access(RunQueue queue) {
        return queue.access().name();
    }

    @SchemaMapping(typeName = "RunQueue")
    String prioritizationMode(RunQueue queue) {
        return queue.prioritization().name();
    }

    @SchemaMapping(typeName = "RunQueue")
    RawJson externalLinks(RunQueue queue) {
        return queue.externalLinks() == null ? null : new RawJson(queue.externalLinks());
    }

    @SchemaMapping(typeName = "RunQueue")
    int createdBy(RunQueue queue) {
        return Math.toIntExact(queue.createdBy().value());
    }

    @SchemaMapping(typeName = "RunQueue")
    String defaultResourceConfigID(RunQueue queue) {
        return queue.config() == null ? null : LaunchIds.of(queue.config());
    }

    @BatchMapping(typeName = "RunQueue", field = "defaultResourceConfig")
    Map<RunQueue, ResourceConfig> configsOfQueues(List<RunQueue> shown) {
        Map<ResourceConfigId, ResourceConfig> found =
                configs
                        .of(shown.stream()
                                .map(RunQueue::config)
                                .filter(Objects::nonNull)
                                .distinct()
                                .toList())
                        .stream()
                        .collect(toMap(ResourceConfig::id, config -> config));
        Map<RunQueue, ResourceConfig> answer = new HashMap<>();
        shown.forEach(queue -> answer.put(queue, found.get(queue.config())));
        return answer;
    }

    @BatchMapping(typeName = "RunQueue")
    Map<RunQueue, Integer> waitingItemCount(List<RunQueue> shown) {
        Map<QueueId, Integer> counts =
                queues.waiting(shown.stream().map(RunQueue::id).toList());
        return shown.stream().distinct().collect(toMap(queue -> queue, queue -> counts.getOrDefault(queue.id(), 0)));
    }

    @SchemaMapping(typeName = "RunQueue")
    List<LaunchAgent> launchAgents(RunQueue queue) {
        return agents.ofQueue(queue.id());
    }

    @SchemaMapping(typeName = "RunQueue")
    Connection<Items.Shown> runQueueItems(
            RunQueue queue, @Argument Integer first, @Argument String after, @ContextValue Caller caller) {
        return Connection.of(items.ofQueue(caller, queue, first, after));
    }

    @SchemaMapping(typeName = "RunQueue")
    Items.Shown runQueueItem(RunQueue queue, @Argument String id, @ContextValue Caller caller) {
        return items.find(caller, queue, LaunchIds.item(id)).orElse(null);
    }

    @SchemaMapping(typeName = "DefaultResourceConfig", field = "id")
    String configId(ResourceConfig config) {
        return LaunchIds.of(config.id());
    }

    @SchemaMapping(typeName = "DefaultResourceConfig")
    RawJson config(ResourceConfig config) {
        return new RawJson(config.config());
    }

    @SchemaMapping(typeName = "DefaultResourceConfig")
    List<TemplateVariable> templateVariables(ResourceConfig config) {
        return config.variables();
    }
}
