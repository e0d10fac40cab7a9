package dev.selvedge.wire.graphql.automations;

import dev.selvedge.domain.automations.AutomationAction;
import dev.selvedge.domain.automations.Integration;
import dev.selvedge.domain.automations.IntegrationId;
import dev.selvedge.domain.automations.Integrations;
import dev.selvedge.domain.launch.QueueId;
import dev.selvedge.domain.launch.Queues;
import dev.selvedge.domain.launch.RunQueue;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.Entity;
import dev.selvedge.domain.people.EntityId;
import dev.selvedge.platform.GlobalId;
import dev.selvedge.wire.graphql.Connection;
import java.net.URI;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** What triggers do, and the integrations they do it with. */
@Controller
class ActionController {

    private static final String WEBHOOK = "GenericWebhookIntegration";
    private static final String SLACK = "SlackIntegration";

    private final Integrations integrations;
    private final Queues queues;

    ActionController(Integrations integrations, Queues queues) {
        this.integrations = integrations;
        this.queues = queues;
    }

    @SchemaMapping(typeName = "Entity", field = "integrations")
    Connection<Integration> ofEntity(
            Entity entity, @Argument Integer first, @Argument String after, @ContextValue Caller caller) {
        return Connection.of(integrations.of(caller, entity.id(), first, after));
    }

    @SchemaMapping(typeName = "GenericWebhookTriggeredAction")
    String requestPayload(AutomationAction.Webhook action) {
        return action.payload();
    }

    @BatchMapping(typeName = "GenericWebhookTriggeredAction", field = "integration")
    Map<AutomationAction.Webhook, Integration> ofWebhooks(List<AutomationAction.Webhook> actions) {
        return integrations(actions, AutomationAction.Webhook::integration);
    }

    @BatchMapping(typeName = "NotificationTriggeredAction", field = "integration")
    Map<AutomationAction.Notification, Integration> ofNotifications(List<AutomationAction.Notification> actions) {
        return integrations(actions, AutomationAction.Notification::integration);
    }

    private <A> Map<A, Integration> integrations(Collection<A> actions, Function<A, IntegrationId> id) {
        Map<IntegrationId, Integration> found =
                integrations.find(actions.stream().map(id).distinct().toList());
        Map<A, Integration> answers = new HashMap<>();
        actions.forEach(action -> answers.put(action, found.get(id.apply(action))));
        return answers;
    }

    @SchemaMapping(typeName = "NotificationTriggeredAction")
    String severity(AutomationAction.Notification action) {
        return action.severity().name();
    }

    /** Null where it is gone or the caller may not see it. */
    @BatchMapping(typeName = "QueueJobTriggeredAction")
    Map<AutomationAction.QueueJob, RunQueue> queue(
            List<AutomationAction.QueueJob> actions, @ContextValue Caller caller) {
        Map<String, RunQueue> found = new HashMap<>();
        queues.find(
                        caller,
                        actions.stream()
                                .flatMap(action -> number(action).stream())
                                .distinct()
                                .toList())
                .forEach(queue ->
                        found.put(GlobalId.encode("RunQueue", queue.id().value()), queue));
        Map<AutomationAction.QueueJob, RunQueue> answers = new HashMap<>();
        actions.forEach(action -> answers.put(action, found.get(action.queue())));
        return answers;
    }

    private static Optional<QueueId> number(AutomationAction.QueueJob action) {
        OptionalLong id = GlobalId.decode("RunQueue", action.queue());
        return id.isPresent() ? Optional.of(new QueueId(id.getAsLong())) : Optional.empty();
    }

    @SchemaMapping(typeName = "NoOpTriggeredAction")
    boolean noOp(AutomationAction.NoOp action) {
        return true;
    }

    @SchemaMapping(typeName = WEBHOOK, field = "id")
    String webhookId(Integration integration) {
        return GlobalId.encode(WEBHOOK, integration.id().value());
    }

    @SchemaMapping(typeName = SLACK, field = "id")
    String slackId(Integration integration) {
        return GlobalId.encode(SLACK, integration.id().value());
    }

    @SchemaMapping(typeName = SLACK)
    String teamName(Integration integration) {
        return integration.name();
    }

    @SchemaMapping(typeName = SLACK)
    String channelName(Integration integration) {
        return integration.channel();
    }

    /** Such URLs often hold a secret; who sees a trigger without being of the integration's team sees the host. */
    @BatchMapping(typeName = WEBHOOK)
    Map<Integration, String> urlEndpoint(List<Integration> shown, @ContextValue Caller caller) {
        Map<EntityId, Boolean> readable = new HashMap<>();
        Map<Integration, String> answers = new HashMap<>();
        shown.forEach(each -> answers.put(
                each,
                readable.computeIfAbsent(each.entity(), entity -> integrations.mayRead(caller, entity))
                        ? each.url()
                        : host(each.url())));
        return answers;
    }

    private static String host(String url) {
        URI uri = URI.create(url);
        return uri.getScheme() + "://" + Objects.requireNonNullElse(uri.getHost(), "") + "/…";
    }
}
