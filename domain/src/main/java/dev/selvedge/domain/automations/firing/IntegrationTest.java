package dev.selvedge.domain.automations.firing;

import dev.selvedge.domain.automations.Integration;
import dev.selvedge.domain.automations.IntegrationId;
import dev.selvedge.domain.automations.Integrations;
import dev.selvedge.domain.automations.Severity;
import dev.selvedge.domain.automations.channels.ChatMessage;
import dev.selvedge.domain.automations.channels.Sent;
import dev.selvedge.domain.automations.channels.WebhookClient;
import dev.selvedge.domain.people.Action;
import dev.selvedge.domain.people.Caller;
import java.util.Map;

/** Sends to a receiver once, for its team's admins to see whether it works. */
public final class IntegrationTest {

    private final Integrations integrations;
    private final WebhookCall webhooks;
    private final WebhookClient client;

    public IntegrationTest(Integrations integrations, WebhookCall webhooks, WebhookClient client) {
        this.integrations = integrations;
        this.webhooks = webhooks;
        this.client = client;
    }

    /** @param payload of a webhook, or null */
    public Sent send(Caller caller, IntegrationId id, String payload) {
        caller.requireSignedIn();
        Integration found = integrations.require(caller, Action.WRITE, id);
        return found.kind() == Integration.Kind.WEBHOOK
                ? webhooks.send(found, payload == null ? "{}" : payload, name -> null, 0)
                : client.post(
                        integrations.address(found),
                        Map.of(),
                        ChatMessage.json(
                                "Test message",
                                "Automations and alerts can be sent to this channel.",
                                Severity.INFO,
                                found.name() + " " + found.channel()));
    }
}
