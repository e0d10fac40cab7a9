package dev.selvedge.wire.graphql.launch;

import dev.selvedge.domain.launch.ItemProblem;
import dev.selvedge.domain.launch.Items;
import dev.selvedge.domain.launch.Leases;
import dev.selvedge.domain.launch.Pushes;
import dev.selvedge.domain.launch.QueueItem;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.wire.graphql.RawJson;
import java.util.List;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** Items on their way into a queue and out of it. */
@Controller
class ItemMutations {

    private final Pushes pushes;
    private final Leases leases;
    private final Items items;

    ItemMutations(Pushes pushes, Leases leases, Items items) {
        this.pushes = pushes;
        this.leases = leases;
        this.items = items;
    }

    record PushToRunQueueInput(
            String queueID, String runSpec, Integer priority, String templateVariableValues, String clientMutationId) {

        Pushes.Wish wish() {
            return new Pushes.Wish(runSpec, priority, templateVariableValues);
        }
    }

    record PushToRunQueuePayload(String runQueueItemId, String clientMutationId) {}

    @MutationMapping
    PushToRunQueuePayload pushToRunQueue(@Argument PushToRunQueueInput input, @ContextValue Caller caller) {
        QueueItem item = pushes.push(caller, LaunchIds.queue(input.queueID()), input.wish());
        return new PushToRunQueuePayload(LaunchIds.of(item.id()), input.clientMutationId());
    }

    record PushToRunQueueByNameInput(
            String entityName,
            String projectName,
            String queueName,
            String runSpec,
            Integer priority,
            String templateVariableValues,
            String clientMutationId) {

        Pushes.Wish wish() {
            return new Pushes.Wish(runSpec, priority, templateVariableValues);
        }
    }

    record PushToRunQueueByNamePayload(String runQueueItemId, String runSpec, String clientMutationId) {}

    /** Null for a queue that is not there: clients then create it if its name is "default". */
    @MutationMapping
    PushToRunQueueByNamePayload pushToRunQueueByName(
            @Argument PushToRunQueueByNameInput input, @ContextValue Caller caller) {
        return pushes.push(caller, input.entityName(), input.projectName(), input.queueName(), input.wish())
                .map(item ->
                        new PushToRunQueueByNamePayload(LaunchIds.of(item.id()), item.spec(), input.clientMutationId()))
                .orElse(null);
    }

    record PopFromRunQueueInput(
            String entityName, String launchAgentId, String projectName, String queueName, String clientMutationId) {}

    record PopFromRunQueuePayload(String runQueueItemId, RawJson runSpec, String clientMutationId) {}

    /** Null when nothing waits: agents take anything else for an item. */
    @MutationMapping
    PopFromRunQueuePayload popFromRunQueue(@Argument PopFromRunQueueInput input, @ContextValue Caller caller) {
        return leases.pop(
                        caller,
                        input.entityName(),
                        input.projectName(),
                        input.queueName(),
                        LaunchIds.agentOrNull(input.launchAgentId()))
                .map(item -> new PopFromRunQueuePayload(
                        LaunchIds.of(item.id()), new RawJson(item.spec()), input.clientMutationId()))
                .orElse(null);
    }

    record Done(boolean success, String clientMutationId) {}

    record AckRunQueueItemInput(String runName, String runQueueItemId, String clientMutationId) {}

    @MutationMapping
    Done ackRunQueueItem(@Argument AckRunQueueItemInput input, @ContextValue Caller caller) {
        boolean done = leases.claim(caller, LaunchIds.item(input.runQueueItemId()), input.runName());
        return new Done(done, input.clientMutationId());
    }

    record FailRunQueueItemInput(
            String runQueueItemId, String message, String stage, List<String> filePaths, String clientMutationId) {}

    @MutationMapping
    Done failRunQueueItem(@Argument FailRunQueueItemInput input, @ContextValue Caller caller) {
        ItemProblem problem = new ItemProblem(input.message(), input.stage(), input.filePaths());
        boolean done = leases.fail(caller, LaunchIds.item(input.runQueueItemId()), problem);
        return new Done(done, input.clientMutationId());
    }

    record UpdateRunQueueItemWarningInput(
            String runQueueItemId, String message, String stage, List<String> filePaths, String clientMutationId) {}

    @MutationMapping
    Done updateRunQueueItemWarning(@Argument UpdateRunQueueItemWarningInput input, @ContextValue Caller caller) {
        ItemProblem warning = new ItemProblem(input.message(), input.stage(), input.filePaths());
        boolean done = leases.warn(caller, LaunchIds.item(input.runQueueItemId()), warning);
        return new Done(done, input.clientMutationId());
    }

    record DeleteFromRunQueueInput(String queueID, String runQueueItemId, String clientMutationId) {}

    @MutationMapping
    Done deleteFromRunQueue(@Argument DeleteFromRunQueueInput input, @ContextValue Caller caller) {
        items.delete(caller, LaunchIds.queue(input.queueID()), LaunchIds.item(input.runQueueItemId()));
        return new Done(true, input.clientMutationId());
    }
}
