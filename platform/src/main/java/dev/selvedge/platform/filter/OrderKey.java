package dev.selvedge.platform.filter;

import dev.selvedge.platform.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * One key of an order, such as {@code -summary_metrics.loss}. A plus sign or none means ascending; missing values come last
 * either way.
 */
public record OrderKey<K>(K key, boolean ascending) {

    private static final int MAX_KEYS = 8;
    private static final int MAX_CHARACTERS = 10_000;

    /**
     * Keys are divided by a comma before a sign, {@code "+state,-created_at"}: names of metrics may hold commas themselves.
     * Null and blank text are no order at all.
     */
    public static List<OrderKey<String>> parse(String text) {
        if (text == null || text.isBlank()) {
            return List.of();
        }
        if (text.length() > MAX_CHARACTERS) {
            throw Fault.invalid("The order is too long");
        }
        List<OrderKey<String>> keys = new ArrayList<>();
        for (String one : text.split(",\\s*(?=[+-])", -1)) {
            keys.add(parseOne(one.strip(), text));
        }
        if (keys.size() > MAX_KEYS) {
            throw Fault.invalid("An order may have up to " + MAX_KEYS + " keys");
        }
        return List.copyOf(keys);
    }

    private static OrderKey<String> parseOne(String one, String text) {
        boolean signed = one.startsWith("+") || one.startsWith("-");
        String key = signed ? one.substring(1).strip() : one;
        if (key.isEmpty()) {
            throw Fault.invalid("The order \"" + text + "\" names no key after a sign");
        }
        return new OrderKey<>(key, !one.startsWith("-"));
    }

    public <L> OrderKey<L> map(Function<K, L> f) {
        return new OrderKey<>(f.apply(key), ascending);
    }
}
