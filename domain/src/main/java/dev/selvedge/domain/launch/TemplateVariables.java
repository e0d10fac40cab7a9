package dev.selvedge.domain.launch;

import com.networknt.schema.Schema;
import dev.selvedge.domain.runs.RunJson;
import dev.selvedge.platform.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.ObjectNode;

/** Declares template variables, {@code {"cpu":{"schema":{"type":"integer"}}}}, and checks values for them. */
final class TemplateVariables {

    private static final int MOST = 200;
    private static final int LONGEST_VALUE = 10_000;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,128}");
    private static final Schema DECLARATION = JsonSchemas.own("template-variable");

    private TemplateVariables() {}

    /** None for a null text, the text {@code null} and an empty object. */
    static List<TemplateVariable> parse(String text) {
        List<TemplateVariable> variables = new ArrayList<>();
        if (isNothing(text)) {
            return variables;
        }
        for (Map.Entry<String, JsonNode> entry :
                RunJson.parseObject(text, "templateVariables").properties()) {
            variables.add(declared(entry.getKey(), entry.getValue()));
        }
        if (variables.size() > MOST) {
            throw Fault.invalid("A queue has up to " + MOST + " template variables");
        }
        return variables;
    }

    static boolean isNothing(String text) {
        return text == null || text.isBlank() || text.strip().equals("null");
    }

    private static TemplateVariable declared(String name, JsonNode declaration) {
        if (!NAME.matcher(name).matches()) {
            throw Fault.invalid("A template variable's name has 1 to 128 letters, digits, _ . or -: " + name);
        }
        if (!(declaration.get("schema") instanceof ObjectNode schema)) {
            throw Fault.invalid("The template variable " + name + " needs a \"schema\"");
        }
        if (declaration.path("description").isString() && !schema.has("description")) {
            schema.set("description", declaration.get("description"));
        }
        refuse(JsonSchemas.complaints(DECLARATION, schema, "The schema of " + name));
        Schema usable = JsonSchemas.tried(schema, "The schema of " + name);
        if (schema.has("default")) {
            refuse(JsonSchemas.complaints(usable, schema.get("default"), "The default of " + name));
        }
        return new TemplateVariable(name, RunJson.write(schema));
    }

    private static void refuse(List<String> complaints) {
        if (!complaints.isEmpty()) {
            throw Fault.invalid(String.join("; ", complaints));
        }
    }

    /**
     * A value for each variable: the one chosen, else the default.
     *
     * @throws Fault INVALID for a value that does not fit, a variable the queue does not have, and one that has no value
     */
    static Map<String, JsonNode> values(List<TemplateVariable> variables, ObjectNode chosen) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        List<String> complaints = new ArrayList<>();
        for (TemplateVariable variable : variables) {
            ObjectNode schema = schema(variable);
            JsonNode value = chosen.has(variable.name()) ? chosen.get(variable.name()) : schema.get("default");
            if (value == null || value.isNull()) {
                complaints.add("The template variable " + variable.name() + " needs a value");
            } else {
                JsonNode typed = typed(schema, value);
                complaints.addAll(complaints(variable.name(), schema, typed));
                values.put(variable.name(), typed);
            }
        }
        for (String name : chosen.propertyNames()) {
            if (!values.containsKey(name)
                    && variables.stream().noneMatch(v -> v.name().equals(name))) {
                complaints.add("The queue has no template variable " + name);
            }
        }
        refuse(complaints);
        return values;
    }

    static boolean fits(TemplateVariable variable, JsonNode value) {
        ObjectNode schema = schema(variable);
        return complaints(variable.name(), schema, value).isEmpty();
    }

    static ObjectNode schema(TemplateVariable variable) {
        return RunJson.parseObject(variable.schema(), "schema");
    }

    private static List<String> complaints(String name, ObjectNode schema, JsonNode value) {
        boolean tooLong = value.isString() && value.asString().length() > LONGEST_VALUE;
        return tooLong || value.isContainer()
                ? List.of("The value of " + name + " is no short text, number or truth value")
                : JsonSchemas.complaints(JsonSchemas.of(schema), value, "The value of " + name);
    }

    /** The client's command line knows texts and numbers only. */
    private static JsonNode typed(ObjectNode schema, JsonNode value) {
        boolean truth = schema.path("type").asString("").equals("boolean") && value.isString();
        return switch (truth ? value.asString() : "") {
            case "true" -> BooleanNode.TRUE;
            case "false" -> BooleanNode.FALSE;
            default -> value;
        };
    }
}
