package dev.selvedge.storage.history;

import dev.selvedge.domain.runs.history.StepRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** A history as a list of rows, and what is asked of histories answered from it as plainly as can be. */
final class PlainRows {

    record Point(double x, double y) {}

    private final List<JsonNode> rows = new ArrayList<>();

    void put(int offset, List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            JsonNode row = HistoryFixture.json(lines.get(i));
            if (offset + i < rows.size()) {
                rows.set(offset + i, row);
            } else {
                rows.add(row);
            }
        }
    }

    int size() {
        return rows.size();
    }

    long lastStep() {
        return rows.stream().mapToLong(PlainRows::step).max().orElse(-1);
    }

    static long step(JsonNode row) {
        return row.get("_step").longValue();
    }

    List<JsonNode> in(StepRange steps) {
        return rows.stream().filter(row -> steps.has(step(row))).toList();
    }

    List<JsonNode> tail(int count) {
        return rows.subList(Math.max(0, rows.size() - count), rows.size());
    }

    /** Row number behind the last row whose step is at most that. */
    long rowsUpTo(long step) {
        for (int i = rows.size(); i > 0; i--) {
            if (step(rows.get(i - 1)) <= step) {
                return i;
            }
        }
        return 0;
    }

    static <T> List<T> evenly(List<T> all, int samples) {
        if (all.size() <= samples) {
            return all;
        }
        List<T> picked = new ArrayList<>();
        for (int i = 0; i < samples; i++) {
            picked.add(all.get(
                    samples == 1 ? all.size() - 1 : (int) Math.round((double) i * (all.size() - 1) / (samples - 1))));
        }
        return picked;
    }

    /** Values by dotted key; of two paths with one key, that of the shorter path. */
    static Map<String, JsonNode> flat(JsonNode row) {
        Map<List<String>, JsonNode> byPath = new LinkedHashMap<>();
        flatten(row, List.of(), byPath);
        Map<String, JsonNode> flat = new TreeMap<>();
        byPath.entrySet().stream()
                .sorted(Comparator.comparingInt(entry -> -entry.getKey().size()))
                .forEach(entry -> flat.put(String.join(".", entry.getKey()), entry.getValue()));
        return flat;
    }

    private static void flatten(JsonNode object, List<String> path, Map<List<String>, JsonNode> into) {
        for (var entry : object.properties()) {
            List<String> inner = new ArrayList<>(path);
            inner.add(entry.getKey());
            JsonNode value = entry.getValue();
            boolean media = value.isObject() && value.path("_type").isString();
            if (value.isObject() && !media && !value.isEmpty()) {
                flatten(value, inner, into);
            } else {
                into.put(inner, value);
            }
        }
    }

    List<Map<String, JsonNode>> flat() {
        return rows.stream().map(PlainRows::flat).toList();
    }

    List<Map<String, JsonNode>> holding(List<String> keys, StepRange steps) {
        List<Map<String, JsonNode>> held = new ArrayList<>();
        for (JsonNode row : in(steps)) {
            Map<String, JsonNode> values = flat(row);
            if (keys.stream()
                    .allMatch(key -> values.get(key) != null && !values.get(key).isNull())) {
                values.keySet().retainAll(keys);
                held.add(values);
            }
        }
        return held;
    }

    static String type(JsonNode value) {
        if (value.isObject()) {
            return value.path("_type").isString() ? value.get("_type").stringValue() : "map";
        }
        return value.isNumber()
                ? "number"
                : value.isBoolean() ? "boolean" : value.isString() ? "string" : value.isArray() ? "list" : "nil";
    }

    List<Point> points(String x, String y) {
        List<Point> points = new ArrayList<>();
        for (Map<String, JsonNode> row : flat()) {
            JsonNode atX = row.get(x);
            JsonNode atY = row.get(y);
            if (isNumber(atX) && isNumber(atY) && Double.isFinite(number(atX))) {
                points.add(new Point(number(atX), number(atY)));
            }
        }
        return points;
    }

    private static boolean isNumber(JsonNode value) {
        return value != null && (value.isNumber() || value.isBoolean());
    }

    private static double number(JsonNode value) {
        return value.isBoolean() ? (value.booleanValue() ? 1 : 0) : value.doubleValue();
    }
}
