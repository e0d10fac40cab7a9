package dev.selvedge.domain.automations.firing;

import dev.selvedge.domain.automations.Automation;
import dev.selvedge.domain.automations.AutomationAction;
import dev.selvedge.domain.automations.AutomationStore;
import dev.selvedge.domain.automations.Integration;
import dev.selvedge.domain.automations.IntegrationId;
import dev.selvedge.domain.automations.IntegrationStore;
import dev.selvedge.domain.automations.Integrations;
import dev.selvedge.domain.automations.LaunchQueues;
import dev.selvedge.domain.automations.alerts.AlertMessages;
import dev.selvedge.domain.automations.channels.ChatMessage;
import dev.selvedge.domain.automations.channels.Sent;
import dev.selvedge.domain.automations.channels.WebhookClient;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.User;
import dev.selvedge.domain.people.UserStore;
import dev.selvedge.domain.runs.RunJson;
import dev.selvedge.platform.Fault;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Does what a firing asks for, once. */
public final class Actions {

    private final AutomationStore automations;
    private final IntegrationStore integrations;
    private final Integrations addresses;
    private final WebhookCall webhooks;
    private final WebhookClient client;
    private final AlertMessages alerts;
    private final MentionMail mentions;
    private final Variables variables;
    private final LaunchQueues queues;
    private final UserStore users;

    public Actions(
            AutomationStore automations,
            IntegrationStore integrations,
            Integrations addresses,
            WebhookCall webhooks,
            WebhookClient client,
            AlertMessages alerts,
            MentionMail mentions,
            Variables variables,
            LaunchQueues queues,
            UserStore users) {
        this.automations = automations;
        this.integrations = integrations;
        this.addresses = addresses;
        this.webhooks = webhooks;
        this.client = client;
        this.alerts = alerts;
        this.mentions = mentions;
        this.variables = variables;
        this.queues = queues;
        this.users = users;
    }

    Sent perform(Firing firing) {
        return switch (firing.target()) {
            case Target.OfAutomation(var id) ->
                automations
                        .find(id)
                        .map(automation -> perform(automation, firing))
                        .orElseGet(() -> Sent.refused(null, "The automation was deleted"));
            case Target.Mail(var person) ->
                alerts.mail(person, firing.occurrence().alert());
            case Target.Mention(var mention) -> mentions.send(mention);
            case Target.Channel(var integration) ->
                withIntegration(
                        integration,
                        found -> client.post(
                                addresses.address(found),
                                Map.of(),
                                alerts.chat(firing.occurrence().alert())));
        };
    }

    private Sent perform(Automation automation, Firing firing) {
        Map<String, String> values = variables.of(firing);
        Function<String, String> lookup = variables.lookup(values, firing.occurrence());
        return switch (automation.action()) {
            case AutomationAction.NoOp() -> Sent.delivered(null, "Nothing to do");
            case AutomationAction.Webhook(var integration, var payload) ->
                withIntegration(
                        integration,
                        found -> webhooks.send(
                                found,
                                payload == null ? standard(automation, values) : payload,
                                payload == null ? name -> null : lookup,
                                firing.id().value()));
            case AutomationAction.Notification notification ->
                withIntegration(
                        notification.integration(),
                        found -> client.post(
                                addresses.address(found), Map.of(), chat(automation, notification, lookup, values)));
            case AutomationAction.QueueJob(var queue, var template) ->
                push(automation, queue, PayloadTemplate.json(template, lookup));
        };
    }

    private Sent withIntegration(IntegrationId id, Function<Integration, Sent> send) {
        return integrations.find(id).map(send).orElseGet(() -> Sent.refused(null, "The integration was deleted"));
    }

    /** What a webhook without a payload of its own gets. */
    private static String standard(Automation automation, Map<String, String> values) {
        Map<String, Object> body = new LinkedHashMap<>(values);
        body.put("automation_name", automation.name());
        return RunJson.text(body);
    }

    private static byte[] chat(
            Automation automation,
            AutomationAction.Notification notification,
            Function<String, String> lookup,
            Map<String, String> values) {
        String title =
                notification.title().isBlank() ? automation.name() : PayloadTemplate.text(notification.title(), lookup);
        String text = notification.message().isBlank()
                ? summary(values)
                : PayloadTemplate.text(notification.message(), lookup);
        return ChatMessage.json(
                title,
                text,
                notification.severity(),
                values.get("entity_name") + "/" + values.get("project_name") + ", automation " + automation.name());
    }

    private static String summary(Map<String, String> values) {
        StringBuilder text = new StringBuilder();
        values.forEach((name, value) -> {
            if (!value.isEmpty()) {
                text.append(text.isEmpty() ? "" : "\n")
                        .append(name)
                        .append(": ")
                        .append(value);
            }
        });
        return text.toString();
    }

    /** With the rights of the automation's maker. */
    private Sent push(Automation automation, String queue, String spec) {
        Optional<User> maker = users.find(automation.createdBy()).filter(User::isActive);
        if (maker.isEmpty()) {
            return Sent.refused(null, "The automation's maker is gone");
        }
        try {
            queues.push(new Caller.SignedIn(maker.get().id(), maker.get().username(), false), queue, spec);
            return Sent.delivered(null, "Queued");
        } catch (Fault fault) {
            return Sent.refused(null, fault.getMessage());
        }
    }
}
