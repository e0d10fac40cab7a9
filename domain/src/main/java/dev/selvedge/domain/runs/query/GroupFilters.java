package dev.selvedge.domain.runs.query;

import dev.selvedge.domain.runs.RunJson;
import dev.selvedge.platform.filter.FilterValue;
import dev.selvedge.platform.filter.FilterValue.Bool;
import dev.selvedge.platform.filter.FilterValue.Fields;
import dev.selvedge.platform.filter.FilterValue.Items;
import dev.selvedge.platform.filter.FilterValue.Null;
import dev.selvedge.platform.filter.FilterValue.Num;
import dev.selvedge.platform.filter.FilterValue.Text;
import dev.selvedge.platform.filter.FilterValue.Time;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Groups in the words of clients: their keys as JSON, and the filter that opens them. */
public final class GroupFilters {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private GroupFilters() {}

    /** {@code {"config.lr.value":0.1,"state":"finished"}}, in the spelling of the question. */
    public static String key(List<String> keys, RunGroup group) {
        ObjectNode object = RunJson.object();
        for (int i = 0; i < keys.size(); i++) {
            object.set(keys.get(i), shown(group.key().get(i).value()));
        }
        return RunJson.write(object);
    }

    /** @param filter what the groups were made of; null or empty for all runs */
    public static String filter(List<String> keys, RunGroup group, String filter) {
        ArrayNode parts = RunJson.object().putArray("$and");
        if (filter != null && !filter.isBlank()) {
            ObjectNode base = RunJson.parseObject(filter, "The filter");
            if (!base.isEmpty()) {
                parts.add(base);
            }
        }
        for (int i = 0; i < keys.size(); i++) {
            parts.addObject().set(keys.get(i), condition(group.key().get(i)));
        }
        ObjectNode all = RunJson.object();
        all.set("$and", parts);
        return RunJson.write(all);
    }

    private static JsonNode condition(RunGroup.Part part) {
        ObjectNode operators = RunJson.object();
        return switch (part.value()) {
            case Text(String text)
            when part.cut() -> operators.put("$regex", "^\\Q" + text.replace("\\E", "\\E\\\\E\\Q"));
            case Items(var items)
            when part.cut() || items.contains(new Fields()) -> {
                ArrayNode comparable = operators.putArray("$all");
                items.stream().filter(item -> !(item instanceof Fields)).forEach(item -> comparable.add(json(item)));
                yield comparable.isEmpty() ? JSON.objectNode().put("$exists", true) : operators;
            }
            case Fields ignored -> {
                // an object is what exists, but is no number, text or truth
                operators.put("$exists", true).putNull("$ne");
                operators.set("$nin", JSON.arrayNode().add(true).add(false).add(Double.NaN));
                operators.set("$not", JSON.objectNode().put("$gte", Double.NEGATIVE_INFINITY));
                yield operators;
            }
            case null, default -> json(part.value());
        };
    }

    /** In answers to clients, where NaN and Infinity cannot stand as bare words. */
    private static JsonNode shown(FilterValue value) {
        return value instanceof Num(double number) && !Double.isFinite(number)
                ? JSON.stringNode(Double.toString(number))
                : json(value);
    }

    private static JsonNode json(FilterValue value) {
        return switch (value) {
            case null -> JSON.nullNode();
            case Null ignored -> JSON.nullNode();
            case Bool(boolean truth) -> JSON.booleanNode(truth);
            case Num(double number) ->
                number == Math.rint(number) && Math.abs(number) < 1e15
                        ? JSON.numberNode((long) number)
                        : JSON.numberNode(number);
            case Text(String text) -> JSON.stringNode(text);
            case Time(var time) -> JSON.stringNode(time.toString());
            case Fields ignored -> JSON.objectNode();
            case Items(var items) -> {
                ArrayNode array = JSON.arrayNode();
                items.forEach(item -> array.add(json(item)));
                yield array;
            }
        };
    }
}
