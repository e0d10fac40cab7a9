package dev.selvedge.domain.sweeps.search;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Equality of configuration values as clients see it: 3, 3.0 and 3e0 are one value, key order does not matter. */
final class JsonValues {

    private JsonValues() {}

    /** A form in which equal values are {@code equals}. */
    static Object canonical(Object value) {
        return switch (value) {
            case null -> "null";
            case Double number when number.isNaN() || number.isInfinite() -> number;
            case Float number when number.isNaN() || number.isInfinite() -> number.doubleValue();
            case Number number -> new BigDecimal(number.toString()).stripTrailingZeros();
            case List<?> list -> list.stream().map(JsonValues::canonical).toList();
            case Map<?, ?> map -> {
                Map<String, Object> sorted = new TreeMap<>();
                map.forEach((key, item) -> sorted.put(String.valueOf(key), canonical(item)));
                yield sorted;
            }
            case String text -> "\"" + text;
            default -> value;
        };
    }
}
