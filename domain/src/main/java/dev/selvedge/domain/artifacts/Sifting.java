package dev.selvedge.domain.artifacts;

import dev.selvedge.platform.filter.Filter;
import dev.selvedge.platform.filter.FilterMatcher;
import dev.selvedge.platform.filter.FilterParser;
import dev.selvedge.platform.filter.FilterValue;
import dev.selvedge.platform.filter.OrderKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Filters and orders lists of this room in memory: a collection has thousands of versions, not millions. */
final class Sifting {

    private Sifting() {}

    /** @param value of an item under a key, or null */
    static <T> List<T> sift(List<T> all, String filters, String order, BiFunction<T, String, FilterValue> value) {
        Filter<String> filter = FilterParser.parse(filters);
        List<OrderKey<String>> keys = OrderKey.parse(order);
        var kept = all.stream()
                .filter(item ->
                        FilterMatcher.matches(filter, (Function<String, FilterValue>) key -> value.apply(item, key)));
        Comparator<T> comparator = null;
        for (OrderKey<String> key : keys) {
            Comparator<T> next = by(key, value);
            comparator = comparator == null ? next : comparator.thenComparing(next);
        }
        return comparator == null ? kept.toList() : kept.sorted(comparator).toList();
    }

    private static <T> Comparator<T> by(OrderKey<String> key, BiFunction<T, String, FilterValue> value) {
        Comparator<FilterValue> values = key.ascending() ? Sifting::compare : (a, b) -> compare(b, a);
        return Comparator.comparing(item -> value.apply(item, key.key()), Comparator.nullsLast(values));
    }

    private static int compare(FilterValue a, FilterValue b) {
        if (a instanceof FilterValue.Num(double x) && b instanceof FilterValue.Num(double y)) {
            return Double.compare(x, y);
        }
        return text(a).compareTo(text(b));
    }

    private static String text(FilterValue value) {
        return value instanceof FilterValue.Text(String text) ? text : value.toString();
    }

    static FilterValue text(String text) {
        return text == null ? null : new FilterValue.Text(text);
    }

    static FilterValue number(Number number) {
        return number == null ? null : new FilterValue.Num(number.doubleValue());
    }

    /** ISO text compares like the time it stands for. */
    static FilterValue time(Instant time) {
        return new FilterValue.Text(time.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    static FilterValue texts(Collection<String> texts) {
        return new FilterValue.Items(
                texts.stream().<FilterValue>map(FilterValue.Text::new).toList());
    }

    /** An id as number or as clients see it. */
    static FilterValue id(long number, String global) {
        return new FilterValue.Items(List.of(new FilterValue.Num(number), new FilterValue.Text(global)));
    }
}
