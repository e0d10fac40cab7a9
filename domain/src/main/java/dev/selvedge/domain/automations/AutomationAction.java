package dev.selvedge.domain.automations;

import static java.util.Objects.requireNonNull;

/** What an automation does when it fires. */
public sealed interface AutomationAction {

    /** @param payload JSON text with {@code ${…}} variables, or null for the default body */
    record Webhook(IntegrationId integration, String payload) implements AutomationAction {
        public Webhook {
            requireNonNull(integration);
        }
    }

    /** Only leaves an entry in the history of firings. */
    record NoOp() implements AutomationAction {}
}
