package dev.selvedge.domain.launch;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.selvedge.domain.runs.RunJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * JSON with {@code {{name}}} in its texts. A text that is nothing but one placeholder becomes the value itself, so
 * {@code "{{gpus}}"} can be a number; within a longer text the value is written out.
 */
final class ConfigTemplate {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([A-Za-z0-9_.-]{1,128})\\s*\\}\\}");

    private final JsonNode template;

    ConfigTemplate(JsonNode template) {
        this.template = template;
    }

    /** Names in the order in which they appear. */
    Set<String> placeholders() {
        Set<String> names = new LinkedHashSet<>();
        eachText(template, text -> {
            Matcher found = PLACEHOLDER.matcher(text);
            while (found.find()) {
                names.add(found.group(1));
            }
        });
        return names;
    }

    private static void eachText(JsonNode node, Consumer<String> consumer) {
        if (node.isString()) {
            consumer.accept(node.asString());
        } else {
            node.forEach(child -> eachText(child, consumer));
        }
    }

    /** Placeholders without a value stay as they are. */
    JsonNode filled(Map<String, JsonNode> values) {
        return filled(template, values);
    }

    private static JsonNode filled(JsonNode node, Map<String, JsonNode> values) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode copy = RunJson.object();
                object.properties().forEach(entry -> copy.set(entry.getKey(), filled(entry.getValue(), values)));
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = JSON.createArrayNode();
                array.forEach(item -> copy.add(filled(item, values)));
                yield copy;
            }
            case StringNode text -> filled(text.asString(), values);
            default -> node;
        };
    }

    private static JsonNode filled(String text, Map<String, JsonNode> values) {
        Matcher found = PLACEHOLDER.matcher(text);
        if (found.matches()) {
            JsonNode value = values.get(found.group(1));
            return value == null ? StringNode.valueOf(text) : value;
        }
        found.reset();
        StringBuilder written = new StringBuilder();
        int from = 0;
        while (found.find()) {
            JsonNode value = values.get(found.group(1));
            written.append(text, from, found.start()).append(value == null ? found.group() : value.asString());
            from = found.end();
        }
        return StringNode.valueOf(written.append(text, from, text.length()).toString());
    }

    /** Whether {@code given} is what the template yields for some values that the variables allow. */
    boolean yields(JsonNode given, List<TemplateVariable> variables) {
        Map<String, JsonNode> bound = new HashMap<>();
        return yields(template, given, variables, bound);
    }

    private static boolean yields(
            JsonNode template, JsonNode given, List<TemplateVariable> variables, Map<String, JsonNode> bound) {
        return switch (template) {
            case ObjectNode object ->
                given instanceof ObjectNode other
                        && object.propertyNames().equals(other.propertyNames())
                        && object.properties().stream()
                                .allMatch(
                                        entry -> yields(entry.getValue(), other.get(entry.getKey()), variables, bound));
            case ArrayNode array -> {
                boolean same = given instanceof ArrayNode other && array.size() == other.size();
                for (int i = 0; same && i < array.size(); i++) {
                    same = yields(array.get(i), given.get(i), variables, bound);
                }
                yield same;
            }
            case StringNode text -> textYields(text.asString(), given, variables, bound);
            default -> template.equals(given);
        };
    }

    private static boolean textYields(
            String text, JsonNode given, List<TemplateVariable> variables, Map<String, JsonNode> bound) {
        Matcher whole = PLACEHOLDER.matcher(text);
        if (whole.matches()) {
            return bind(whole.group(1), given, text, variables, bound);
        }
        List<String> names = new ArrayList<>();
        whole.reset();
        StringBuilder shape = new StringBuilder();
        int from = 0;
        while (whole.find()) {
            names.add(whole.group(1));
            shape.append(Pattern.quote(text.substring(from, whole.start()))).append("(.+)");
            from = whole.end();
        }
        shape.append(Pattern.quote(text.substring(from)));
        if (!given.isString()) {
            return false;
        }
        Matcher parts = Pattern.compile(shape.toString(), Pattern.DOTALL).matcher(given.asString());
        boolean same = parts.matches();
        for (int i = 0; same && i < names.size(); i++) {
            same = bindText(names.get(i), parts.group(i + 1), variables, bound);
        }
        return same;
    }

    private static boolean bindText(
            String name, String text, List<TemplateVariable> variables, Map<String, JsonNode> bound) {
        if (bind(name, StringNode.valueOf(text), "{{" + name + "}}", variables, bound)) {
            return true;
        }
        try {
            return bind(name, JSON.readTree(text), "", variables, bound);
        } catch (JacksonException noNumber) {
            return false;
        }
    }

    /** @param unfilled the text a placeholder without a variable keeps */
    private static boolean bind(
            String name,
            JsonNode value,
            String unfilled,
            List<TemplateVariable> variables,
            Map<String, JsonNode> bound) {
        TemplateVariable variable = variables.stream()
                .filter(found -> found.name().equals(name))
                .findFirst()
                .orElse(null);
        if (variable == null) {
            return value.isString() && value.asString().equals(unfilled);
        }
        JsonNode before = bound.get(name);
        if (before != null) {
            return before.equals(value);
        }
        if (!TemplateVariables.fits(variable, value)) {
            return false;
        }
        bound.put(name, value);
        return true;
    }
}
