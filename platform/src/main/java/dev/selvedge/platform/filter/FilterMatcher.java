package dev.selvedge.platform.filter;

import dev.selvedge.platform.filter.FilterValue.Bool;
import dev.selvedge.platform.filter.FilterValue.Items;
import dev.selvedge.platform.filter.FilterValue.Null;
import dev.selvedge.platform.filter.FilterValue.Num;
import dev.selvedge.platform.filter.FilterValue.Text;
import dev.selvedge.platform.filter.FilterValue.Time;
import dev.selvedge.platform.filter.Predicate.Comparison;
import java.util.function.Function;

/** What filters mean: holds one against one thing's values. */
public final class FilterMatcher {

    private FilterMatcher() {}

    /** @param values the value of a key, or null when it is missing */
    public static <K> boolean matches(Filter<K> filter, Function<K, FilterValue> values) {
        return switch (filter) {
            case Filter.And<K>(var parts) -> parts.stream().allMatch(part -> matches(part, values));
            case Filter.Or<K>(var parts) -> parts.stream().anyMatch(part -> matches(part, values));
            case Filter.Not<K>(var part) -> !matches(part, values);
            case Filter.Test<K>(var key, var predicate) -> matches(predicate, values.apply(key));
        };
    }

    /** @param value null when missing */
    public static boolean matches(Predicate predicate, FilterValue value) {
        return switch (predicate) {
            case Predicate.Exists() -> value != null;
            case Predicate.Equal(var wanted) -> equal(value, wanted);
            case Predicate.In(var wanted) -> wanted.stream().anyMatch(one -> equal(value, one));
            case Predicate.Compare(var comparison, var bound) -> compares(value, comparison, bound);
            case Predicate.Matches(var regex) -> matches(value, regex);
            case Predicate.Contains(var part) -> contains(value, part);
            case Predicate.HoldsAll(var parts) ->
                !parts.isEmpty() && parts.stream().allMatch(part -> equal(value, part));
            case Predicate.HasSize(var size) -> value instanceof Items(var items) && items.size() == size;
        };
    }

    /** Null stands for missing too; a list equals itself and each of its items. */
    private static boolean equal(FilterValue value, FilterValue wanted) {
        if (wanted instanceof Null) {
            return value == null || value instanceof Null;
        }
        return wanted.equals(value) || (value instanceof Items(var items) && items.contains(wanted));
    }

    private static boolean compares(FilterValue value, Comparison comparison, FilterValue bound) {
        return switch (value) {
            case Num(double number)
            when bound instanceof Num(double limit) ->
                !Double.isNaN(number) && !Double.isNaN(limit) && comparison.accepts(Double.compare(number, limit));
            case Text(String text)
            when bound instanceof Text(String limit) -> comparison.accepts(text.compareTo(limit));
            case Time(var time) when bound instanceof Time(var limit) -> comparison.accepts(time.compareTo(limit));
            case Bool(boolean truth)
            when bound instanceof Bool(boolean limit) -> comparison.accepts(Boolean.compare(truth, limit));
            case null, default -> false;
        };
    }

    private static boolean matches(FilterValue value, Regex regex) {
        return switch (value) {
            case Text(String text) -> regex.find(text);
            case Items(var items) ->
                items.stream().anyMatch(item -> item instanceof Text(String text) && regex.find(text));
            case null, default -> false;
        };
    }

    private static boolean contains(FilterValue value, FilterValue part) {
        return switch (value) {
            case Text(String text) -> part instanceof Text(String wanted) && text.contains(wanted);
            case Items(var items) -> items.contains(part);
            case null, default -> false;
        };
    }
}
