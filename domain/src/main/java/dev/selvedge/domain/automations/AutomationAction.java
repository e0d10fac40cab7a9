package dev.selvedge.domain.automations;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** What an automation does when it fires. */
public sealed interface AutomationAction {

    /** Whom it sends to, empty when that is nobody outside. */
    default Optional<IntegrationId> receiver() {
        return switch (this) {
            case Webhook webhook -> Optional.of(webhook.integration());
            case Notification notification -> Optional.of(notification.integration());
            case QueueJob ignored -> Optional.empty();
            case NoOp ignored -> Optional.empty();
        };
    }

    /** @param payload JSON text with {@code ${…}} variables, or null for the default body */
    record Webhook(IntegrationId integration, String payload) implements AutomationAction {
        public Webhook {
            requireNonNull(integration);
        }
    }

    /** A message to a chat channel. Title and message may hold {@code ${…}} variables. */
    record Notification(IntegrationId integration, String title, String message, Severity severity)
            implements AutomationAction {
        public Notification {
            requireNonNull(integration);
            title = title == null ? "" : title;
            message = message == null ? "" : message;
            severity = severity == null ? Severity.INFO : severity;
        }
    }

    /**
     * A job for a launch queue.
     *
     * @param queue the queue's global id
     * @param template JSON text of the run spec, with {@code ${…}} variables
     */
    record QueueJob(String queue, String template) implements AutomationAction {
        public QueueJob {
            requireNonNull(queue);
            requireNonNull(template);
        }
    }

    /** Only leaves an entry in the history of firings. */
    record NoOp() implements AutomationAction {}
}
