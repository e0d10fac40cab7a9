package dev.selvedge.domain.launch;

import static java.util.Objects.requireNonNull;

import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.people.UserId;
import java.time.Instant;
import java.util.List;

/**
 * What a queue's runs get from the machines unless they say otherwise: {@code {"resource_args":{"<resource>":{…}}}}, with
 * {@code {{name}}} where a template variable's value goes. Never changed: a queue that changes gets another one.
 *
 * @param resource the kind of machine, such as {@code kubernetes}
 * @param config JSON as it was sent
 */
public record ResourceConfig(
        ResourceConfigId id,
        EntityId entity,
        String resource,
        String config,
        List<TemplateVariable> variables,
        UserId createdBy,
        Instant createdAt) {

    /** Kinds that released agents have a runner for. */
    public static final List<String> RESOURCES =
            List.of("local-container", "local-process", "kubernetes", "sagemaker", "gcp-vertex");

    public ResourceConfig {
        requireNonNull(entity);
        requireNonNull(resource);
        requireNonNull(config);
        variables = List.copyOf(variables);
    }
}
