package dev.selvedge.wire.graphql.launch;

import dev.selvedge.domain.launch.Queues;
import dev.selvedge.domain.launch.ResourceConfig;
import dev.selvedge.domain.launch.ResourceConfigs;
import dev.selvedge.domain.launch.RunQueue;
import dev.selvedge.domain.people.Caller;
import java.util.List;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** Making, changing and deleting queues. */
@Controller
class QueueMutations {

    private final Queues queues;
    private final ResourceConfigs configs;

    QueueMutations(Queues queues, ResourceConfigs configs) {
        this.queues = queues;
        this.configs = configs;
    }

    record CreateDefaultResourceConfigInput(
            String config, String entityName, String resource, String templateVariables, String clientMutationId) {}

    record CreateDefaultResourceConfigPayload(
            String defaultResourceConfigID, boolean success, String clientMutationId) {}

    @MutationMapping
    CreateDefaultResourceConfigPayload createDefaultResourceConfig(
            @Argument CreateDefaultResourceConfigInput input, @ContextValue Caller caller) {
        ResourceConfig config =
                configs.create(caller, input.entityName(), input.resource(), input.config(), input.templateVariables());
        return new CreateDefaultResourceConfigPayload(LaunchIds.of(config.id()), true, input.clientMutationId());
    }

    record CreateRunQueueInput(
            RunQueue.Access access,
            String defaultResourceConfigID,
            String entityName,
            String projectName,
            String queueName,
            RunQueue.Prioritization prioritizationMode,
            String clientMutationId) {}

    record CreateRunQueuePayload(boolean success, String queueID, String clientMutationId) {}

    @MutationMapping
    CreateRunQueuePayload createRunQueue(@Argument CreateRunQueueInput input, @ContextValue Caller caller) {
        RunQueue queue = queues.create(
                caller,
                new Queues.NewQueue(
                        input.entityName(),
                        input.projectName(),
                        input.queueName(),
                        input.access(),
                        input.prioritizationMode(),
                        LaunchIds.configOrNull(input.defaultResourceConfigID())));
        return new CreateRunQueuePayload(true, LaunchIds.of(queue.id()), input.clientMutationId());
    }

    record UpsertRunQueueInput(
            String entityName,
            String projectName,
            String queueName,
            String resourceType,
            String resourceConfig,
            String templateVariables,
            RunQueue.Prioritization prioritizationMode,
            String externalLinks,
            String clientMutationId) {}

    record UpsertRunQueuePayload(boolean success, List<String> configSchemaValidationErrors, String clientMutationId) {}

    @MutationMapping
    UpsertRunQueuePayload upsertRunQueue(@Argument UpsertRunQueueInput input, @ContextValue Caller caller) {
        Queues.Upserted upserted = queues.upsert(
                caller,
                new Queues.UpsertQueue(
                        input.entityName(),
                        input.projectName(),
                        input.queueName(),
                        input.resourceType(),
                        input.resourceConfig(),
                        input.templateVariables(),
                        input.prioritizationMode(),
                        input.externalLinks()));
        return new UpsertRunQueuePayload(true, upserted.complaints(), input.clientMutationId());
    }

    record DeleteRunQueuesInput(List<String> queueIDs, String clientMutationId) {}

    record Done(boolean success, String clientMutationId) {}

    @MutationMapping
    Done deleteRunQueues(@Argument DeleteRunQueuesInput input, @ContextValue Caller caller) {
        queues.delete(caller, input.queueIDs().stream().map(LaunchIds::queue).toList());
        return new Done(true, input.clientMutationId());
    }
}
