package dev.selvedge.wire.graphql.automations;

import dev.selvedge.domain.automations.Automation;
import dev.selvedge.domain.automations.AutomationAction;
import dev.selvedge.domain.automations.AutomationId;
import dev.selvedge.domain.automations.Automations;
import dev.selvedge.domain.automations.EventType;
import dev.selvedge.domain.automations.IntegrationId;
import dev.selvedge.domain.automations.Scope;
import dev.selvedge.domain.automations.Severity;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.GlobalId;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** Makes, changes and deletes triggers. */
@Controller
class AutomationMutations {

    private final Automations automations;

    AutomationMutations(Automations automations) {
        this.automations = automations;
    }

    enum ActionType {
        QUEUE_JOB,
        NOTIFICATION,
        GENERIC_WEBHOOK,
        NO_OP,
        ARIA,
        PUSH_NOTIFICATION
    }

    record QueueJobInput(String queueID, String template) {}

    record NotificationInput(String integrationID, String title, String message, Severity severity) {}

    record WebhookInput(String integrationID, String requestPayload) {}

    record NoOpInput(Boolean noOp) {}

    record ActionConfig(
            QueueJobInput queueJobActionInput,
            NotificationInput notificationActionInput,
            WebhookInput genericWebhookActionInput,
            NoOpInput noOpActionInput) {

        AutomationAction as(ActionType type) {
            return switch (type) {
                case GENERIC_WEBHOOK -> {
                    WebhookInput input = given(genericWebhookActionInput, "genericWebhookActionInput");
                    yield new AutomationAction.Webhook(
                            integration("GenericWebhookIntegration", input.integrationID()), input.requestPayload());
                }
                case NOTIFICATION -> {
                    NotificationInput input = given(notificationActionInput, "notificationActionInput");
                    yield new AutomationAction.Notification(
                            integration("SlackIntegration", input.integrationID()),
                            input.title(),
                            input.message(),
                            input.severity());
                }
                case QUEUE_JOB -> {
                    QueueJobInput input = given(queueJobActionInput, "queueJobActionInput");
                    yield new AutomationAction.QueueJob(input.queueID(), input.template());
                }
                case NO_OP -> new AutomationAction.NoOp();
                case ARIA, PUSH_NOTIFICATION ->
                    throw Fault.invalid("The automation action " + type + " is not offered by this server");
            };
        }

        private static <T> T given(T input, String name) {
            if (input == null) {
                throw Fault.invalid("triggeredActionConfig needs " + name);
            }
            return input;
        }

        private static IntegrationId integration(String type, String id) {
            return new IntegrationId(
                    GlobalId.decode(type, id).orElseThrow(() -> Fault.notFound("No such integration")));
        }
    }

    record CreateInput(
            String name,
            String description,
            Boolean enabled,
            String eventFilter,
            String scopeID,
            Scope.Type scopeType,
            ActionConfig triggeredActionConfig,
            ActionType triggeredActionType,
            EventType triggeringEventType,
            String clientMutationId) {}

    record TriggerPayload(Automation trigger, String clientMutationId) {}

    @MutationMapping
    TriggerPayload createFilterTrigger(@Argument CreateInput input, @ContextValue Caller caller) {
        Automation made = automations.create(
                caller,
                new Automations.Wish(
                        input.name(),
                        input.description(),
                        input.enabled(),
                        input.scopeType(),
                        input.scopeID(),
                        input.triggeringEventType(),
                        input.eventFilter(),
                        input.triggeredActionConfig().as(input.triggeredActionType())));
        return new TriggerPayload(made, input.clientMutationId());
    }

    record UpdateInput(
            String id,
            String name,
            String description,
            Boolean enabled,
            String eventFilter,
            String scopeID,
            Scope.Type scopeType,
            ActionConfig triggeredActionConfig,
            ActionType triggeredActionType,
            EventType triggeringEventType,
            String clientMutationId) {}

    @MutationMapping
    TriggerPayload updateFilterTrigger(@Argument UpdateInput input, @ContextValue Caller caller) {
        boolean action = input.triggeredActionType() != null && input.triggeredActionConfig() != null;
        Automation changed = automations.update(
                caller,
                id(input.id()),
                new Automations.Wish(
                        input.name(),
                        input.description(),
                        input.enabled(),
                        input.scopeType(),
                        input.scopeID(),
                        input.triggeringEventType(),
                        input.eventFilter(),
                        action ? input.triggeredActionConfig().as(input.triggeredActionType()) : null));
        return new TriggerPayload(changed, input.clientMutationId());
    }

    record DeleteInput(String triggerID, String clientMutationId) {}

    record Done(boolean success, String clientMutationId) {}

    @MutationMapping
    Done deleteTrigger(@Argument DeleteInput input, @ContextValue Caller caller) {
        automations.delete(caller, id(input.triggerID()));
        return new Done(true, input.clientMutationId());
    }

    private static AutomationId id(String text) {
        return new AutomationId(
                GlobalId.decode("Trigger", text).orElseThrow(() -> Fault.notFound("No such automation")));
    }
}
