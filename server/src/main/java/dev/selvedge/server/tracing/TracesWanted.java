package dev.selvedge.server.tracing;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether a receiver is named. */
final class TracesWanted implements Condition {

    static final String ENDPOINT = "selvedge.tracing.endpoint";

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return !context.getEnvironment().getProperty(ENDPOINT, "").isBlank();
    }
}
