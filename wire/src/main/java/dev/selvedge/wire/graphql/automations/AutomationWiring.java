package dev.selvedge.wire.graphql.automations;

import dev.selvedge.domain.artifacts.ArtifactCollection;
import dev.selvedge.domain.automations.AutomationAction;
import dev.selvedge.domain.automations.Integration;
import dev.selvedge.domain.people.Entity;
import graphql.schema.TypeResolver;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;

/** Which type of the contract a thing of the rooms is shown as. */
@Configuration(proxyBeanMethods = false)
class AutomationWiring {

    @Bean
    RuntimeWiringConfigurer kindsOfAutomations() {
        return wiring -> wiring.type("TriggerScope", type -> type.typeResolver(named(AutomationWiring::scope)))
                .type("TriggeredAction", type -> type.typeResolver(named(AutomationWiring::action)))
                .type("TriggeringCondition", type -> type.typeResolver(named(it -> "FilterEventTriggeringCondition")))
                .type("Integration", type -> type.typeResolver(named(AutomationWiring::integration)));
    }

    private static TypeResolver named(java.util.function.Function<Object, String> name) {
        return environment -> environment.getSchema().getObjectType(name.apply(environment.getObject()));
    }

    private static String scope(Object scope) {
        return switch (scope) {
            case ArtifactCollection collection -> collection.isSequence() ? "ArtifactSequence" : "ArtifactPortfolio";
            case Entity ignored -> "Entity";
            default -> "Project";
        };
    }

    private static String action(Object action) {
        return switch ((AutomationAction) action) {
            case AutomationAction.Webhook ignored -> "GenericWebhookTriggeredAction";
            case AutomationAction.Notification ignored -> "NotificationTriggeredAction";
            case AutomationAction.QueueJob ignored -> "QueueJobTriggeredAction";
            case AutomationAction.NoOp ignored -> "NoOpTriggeredAction";
        };
    }

    private static String integration(Object integration) {
        return ((Integration) integration).kind() == Integration.Kind.SLACK
                ? "SlackIntegration"
                : "GenericWebhookIntegration";
    }
}
