package dev.selvedge.domain.launch;

import com.networknt.schema.Schema;
import dev.selvedge.domain.runs.RunJson;
import dev.selvedge.platform.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts what a queue gives by default into what is to be started.
 *
 * <p>Without template variables the arguments of the run are a merge patch over the queue's (RFC 7396). With them only the
 * variables are free: arguments are then accepted if some values of the variables yield them, which is what an agent sends
 * when it queues a preempted run again.
 */
final class ResourceDefaults {

    private static final Map<String, Schema> SCHEMAS = ResourceConfig.RESOURCES.stream()
            .collect(Collectors.toUnmodifiableMap(Function.identity(), JsonSchemas::own));

    private ResourceDefaults() {}

    static ObjectNode arguments(ResourceConfig config) {
        return RunJson.parseObject(config.config(), "config")
                                .path("resource_args")
                                .get(config.resource())
                        instanceof ObjectNode object
                ? object
                : RunJson.object();
    }

    /** Sentences about a configuration that machines of its kind are likely to refuse. */
    static List<String> complaints(ResourceConfig config) {
        ObjectNode arguments = arguments(config);
        List<String> complaints =
                new ArrayList<>(JsonSchemas.complaints(SCHEMAS.get(config.resource()), arguments, config.resource()));
        Set<String> used = new ConfigTemplate(arguments).placeholders();
        Set<String> declared =
                config.variables().stream().map(TemplateVariable::name).collect(Collectors.toSet());
        used.stream()
                .filter(name -> !declared.contains(name))
                .forEach(name -> complaints.add("{{" + name + "}} is no template variable of the queue"));
        config.variables().stream()
                .filter(variable -> !used.contains(variable.name()))
                .forEach(variable -> complaints.add("The template variable " + variable.name() + " is used nowhere"));
        return complaints;
    }

    /**
     * @param chosen values of template variables
     * @return those that were put in, defaults too; none where the arguments came as they are
     */
    static Map<String, JsonNode> apply(LaunchSpec spec, ResourceConfig config, ObjectNode chosen) {
        if (spec.isScheduler() && spec.resource() != null && !spec.resource().equals(config.resource())) {
            // a sweep's scheduler runs beside the agent, whatever machines its queue is for
            return Map.of();
        }
        ObjectNode usual = arguments(config);
        ObjectNode given = spec.arguments(config.resource());
        ConfigTemplate template = new ConfigTemplate(usual);
        ObjectNode values = chosen.isEmpty() ? spec.templateVariables() : chosen;
        if (config.variables().isEmpty() || given == null || !values.isEmpty()) {
            Map<String, JsonNode> used = TemplateVariables.values(config.variables(), values);
            JsonNode filled = template.filled(used);
            spec.use(
                    config.resource(), config.variables().isEmpty() && given != null ? patched(filled, given) : filled);
            return used;
        }
        if (template.yields(given, config.variables())) {
            spec.use(config.resource(), given);
            return Map.of();
        }
        throw Fault.invalid("Only its template variables can be chosen in this queue, not its resource arguments");
    }

    private static JsonNode patched(JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) {
            return patch;
        }
        ObjectNode result = target instanceof ObjectNode object ? object.deepCopy() : RunJson.object();
        changes.properties().forEach(entry -> {
            if (entry.getValue().isNull()) {
                result.remove(entry.getKey());
            } else {
                result.set(entry.getKey(), patched(result.path(entry.getKey()), entry.getValue()));
            }
        });
        return result;
    }
}
