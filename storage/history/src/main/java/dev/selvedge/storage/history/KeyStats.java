package dev.selvedge.storage.history;

import dev.selvedge.domain.runs.history.RowJson;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What is known of a key without reading its values.
 *
 * @param last the last value as JSON text
 * @param types how many values there are of each type, named as clients name them
 */
record KeyStats(String last, Map<String, Long> types) {

    /** Longer values are not worth showing in a list of keys. */
    private static final int LONGEST_LAST = 256;

    static KeyStats of(Column column, int fromRow, int toRow) {
        int from = column.from(fromRow);
        int to = column.from(toRow);
        if (from == to) {
            return null;
        }
        Map<String, Long> types = new LinkedHashMap<>();
        if (column.kinds() == null && column.kind() != Kind.JSON) {
            types.put(type(column, from), (long) to - from);
        } else {
            for (int i = from; i < to; i++) {
                types.merge(type(column, i), 1L, Long::sum);
            }
        }
        String last = JsonValues.text(column, to - 1);
        return new KeyStats(last.length() > LONGEST_LAST ? "null" : last, types);
    }

    /** Whether nothing but null was logged. */
    boolean isOfNulls() {
        return types.keySet().equals(Set.of("nil"));
    }

    /** What comes later in the history goes on the right. */
    KeyStats then(KeyStats later) {
        Map<String, Long> sum = new LinkedHashMap<>(types);
        later.types.forEach((type, count) -> sum.merge(type, count, Long::sum));
        return new KeyStats(later.last, sum);
    }

    private static String type(Column column, int index) {
        return switch (column.kind(index)) {
            case Kind.LONG, Kind.DOUBLE -> "number";
            case Kind.BOOLEAN -> "boolean";
            case Kind.STRING -> "string";
            case Kind.NULL -> "nil";
            default -> typeOfJson(column.texts()[index]);
        };
    }

    private static String typeOfJson(byte[] json) {
        return switch (json[0]) {
            case '[' -> "list";
            case '{' -> mediaType(json);
            default -> "number";
        };
    }

    private static String mediaType(byte[] json) {
        if (new String(json, 0, Math.min(json.length, 2), StandardCharsets.US_ASCII).equals("{}")) {
            return "map";
        }
        try (JsonParser parser = RowJson.parser(json, 0, json.length)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean type = parser.currentName().equals("_type");
                if (parser.nextToken() == JsonToken.VALUE_STRING && type) {
                    return parser.getString();
                }
                parser.skipChildren();
            }
        }
        return "map";
    }
}
