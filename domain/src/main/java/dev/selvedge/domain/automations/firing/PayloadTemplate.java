package dev.selvedge.domain.automations.firing;

import dev.selvedge.domain.runs.RunJson;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Fills {@code ${…}} into the texts of a JSON template. Values are put into the parsed template, so whatever they hold,
 * the result is JSON with the template's own structure.
 */
final class PayloadTemplate {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^{}]+)}");

    private PayloadTemplate() {}

    /** @param variables the value of a name, or null to leave the variable as it stands */
    static String json(String template, Function<String, String> variables) {
        return RunJson.write(filled(RunJson.parseObject(template, "template"), variables));
    }

    static String text(String template, Function<String, String> variables) {
        Matcher matcher = VARIABLE.matcher(template);
        return matcher.replaceAll(found -> {
            String value = variables.apply(found.group(1));
            return Matcher.quoteReplacement(value == null ? found.group() : value);
        });
    }

    private static JsonNode filled(JsonNode node, Function<String, String> variables) {
        return switch (node) {
            case StringNode text -> StringNode.valueOf(text(text.asString(), variables));
            case ObjectNode object -> {
                ObjectNode copy = RunJson.object();
                object.properties()
                        .forEach(entry ->
                                copy.set(text(entry.getKey(), variables), filled(entry.getValue(), variables)));
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = array.arrayNode(array.size());
                array.forEach(item -> copy.add(filled(item, variables)));
                yield copy;
            }
            default -> node;
        };
    }
}
