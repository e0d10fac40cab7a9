package dev.selvedge.storage.sql.runs.query;

import dev.selvedge.domain.runs.query.RunValues;
import dev.selvedge.platform.filter.FilterValue;
import dev.selvedge.platform.filter.FilterValue.Bool;
import dev.selvedge.platform.filter.FilterValue.Fields;
import dev.selvedge.platform.filter.FilterValue.Items;
import dev.selvedge.platform.filter.FilterValue.Null;
import dev.selvedge.platform.filter.FilterValue.Num;
import dev.selvedge.platform.filter.FilterValue.Text;
import dev.selvedge.platform.filter.FilterValue.Time;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A value as a row of {@code run_value} holds it.
 *
 * @param num numbers, booleans as 0 and 1, lists by size
 * @param str the beginning of texts and lists
 * @param longStr the whole of what {@code str} has only the beginning of, else null
 */
record StoredValue(ValueKind kind, Double num, String str, String longStr) {

    static final int MAX_STR = 255;

    /** Divides the items of a list; inside an item it cannot stand, since texts escape it. */
    private static final String DIVIDER = "\n";

    static StoredValue of(FilterValue value) {
        return switch (value) {
            case Num(double number) when Double.isNaN(number) -> new StoredValue(ValueKind.NAN, null, null, null);
            case Num(double number) -> new StoredValue(ValueKind.NUMBER, finite(number), null, null);
            case Bool(boolean truth) -> new StoredValue(ValueKind.BOOLEAN, truth ? 1.0 : 0.0, null, null);
            case Text(String text) -> ofText(ValueKind.TEXT, null, text);
            case Items(var items) -> ofText(ValueKind.LIST, (double) items.size(), list(items));
            case Null ignored -> new StoredValue(ValueKind.NULL, null, null, null);
            case Fields ignored -> new StoredValue(ValueKind.OBJECT, null, null, null);
            case Time time -> throw new IllegalArgumentException("Documents hold no " + time);
        };
    }

    private static StoredValue ofText(ValueKind kind, Double num, String whole) {
        String text = kind == ValueKind.TEXT ? RunValues.cut(whole) : whole;
        String beginning = RunValues.cut(text, MAX_STR);
        return new StoredValue(kind, num, beginning, beginning.length() == text.length() ? null : text);
    }

    /** MySQL has no infinities: the largest doubles stand for them, and make way themselves. */
    static double finite(double number) {
        if (Double.isInfinite(number)) {
            return Math.copySign(Double.MAX_VALUE, number);
        }
        return Math.abs(number) == Double.MAX_VALUE ? Math.nextDown(Double.MAX_VALUE) * Math.signum(number) : number;
    }

    static double infinite(double stored) {
        return Math.abs(stored) == Double.MAX_VALUE ? Math.copySign(Double.POSITIVE_INFINITY, stored) : stored;
    }

    /** What a list's text contains if and only if {@code item} is one of its items. */
    static String itemIn(FilterValue item) {
        return DIVIDER + text(item) + DIVIDER;
    }

    static String list(List<FilterValue> items) {
        return items.stream().map(item -> text(item) + DIVIDER).collect(Collectors.joining("", DIVIDER, ""));
    }

    private static String text(FilterValue value) {
        return switch (value) {
            case Null ignored -> "null";
            case Bool(boolean truth) -> Boolean.toString(truth);
            case Num(double number) -> Double.toString(number);
            case Text(String text) -> quoted(text);
            case Items(var items) -> items.stream().map(StoredValue::text).collect(Collectors.joining(",", "[", "]"));
            case Fields ignored -> "{}";
            case Time time -> throw new IllegalArgumentException("Documents hold no " + time);
        };
    }

    private static String quoted(String text) {
        return '"' + text.replace("%", "%25").replace("\"", "%22").replace(DIVIDER, "%0A") + '"';
    }

    private static String unquoted(String item) {
        return item.substring(1, item.length() - 1)
                .replace("%0A", DIVIDER)
                .replace("%22", "\"")
                .replace("%25", "%");
    }

    /** The texts among a list's items. */
    static List<String> textsOf(String list) {
        return Arrays.stream(list.split(DIVIDER))
                .filter(item -> item.startsWith("\""))
                .map(StoredValue::unquoted)
                .toList();
    }

    /** Of a cut text or list: its beginning. */
    FilterValue value() {
        return switch (kind) {
            case NUMBER -> FilterValue.of(infinite(num));
            case BOOLEAN -> new Bool(num != 0);
            case TEXT -> FilterValue.of(longStr == null ? str : longStr);
            case LIST -> items(longStr == null ? str : longStr);
            case NAN -> FilterValue.of(Double.NaN);
            case NULL -> FilterValue.NULL;
            case OBJECT -> new Fields();
        };
    }

    private static FilterValue items(String list) {
        int end = list.lastIndexOf(DIVIDER);
        return new Items(Arrays.stream(list.substring(0, end).split(DIVIDER))
                .filter(item -> !item.isEmpty())
                .map(StoredValue::item)
                .toList());
    }

    private static FilterValue item(String item) {
        return switch (item) {
            case "null" -> FilterValue.NULL;
            case "true" -> new Bool(true);
            case "false" -> new Bool(false);
            case "{}" -> new Fields();
            default ->
                switch (item.charAt(0)) {
                    case '"' -> FilterValue.of(unquoted(item));
                    case '[' -> new Items(nested(item.substring(1, item.length() - 1)));
                    default -> FilterValue.of(Double.parseDouble(item));
                };
        };
    }

    /** Commas divide items, but not those in texts or in lists further down. */
    private static List<FilterValue> nested(String items) {
        List<FilterValue> values = new ArrayList<>();
        int depth = 0;
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i <= items.length(); i++) {
            char c = i == items.length() ? ',' : items.charAt(i);
            quoted ^= c == '"';
            depth += quoted ? 0 : c == '[' ? 1 : c == ']' ? -1 : 0;
            if (c == ',' && depth == 0 && !quoted && i > from) {
                values.add(item(items.substring(from, i)));
                from = i + 1;
            }
        }
        return values;
    }
}
