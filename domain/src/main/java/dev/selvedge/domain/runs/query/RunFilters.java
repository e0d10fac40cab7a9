package dev.selvedge.domain.runs.query;

import dev.selvedge.domain.runs.query.RunField.Attribute;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.filter.Filter;
import dev.selvedge.platform.filter.FilterParser;
import dev.selvedge.platform.filter.FilterValue;
import dev.selvedge.platform.filter.FilterValue.Items;
import dev.selvedge.platform.filter.FilterValue.Null;
import dev.selvedge.platform.filter.FilterValue.Num;
import dev.selvedge.platform.filter.FilterValue.Text;
import dev.selvedge.platform.filter.FilterValue.Time;
import dev.selvedge.platform.filter.OrderKey;
import dev.selvedge.platform.filter.Predicate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Filters and orders of runs: their texts with keys resolved and literals made comparable. */
public final class RunFilters {

    /** Beyond this, a number that stands for a time counts milliseconds. It is the year 5138 in seconds. */
    private static final double FIRST_MILLISECONDS = 1e11;

    private RunFilters() {}

    public static Filter<RunField> parse(String text) {
        return FilterParser.parse(text).rewrite(RunFilters::resolve);
    }

    public static List<OrderKey<RunField>> parseOrder(String text) {
        return OrderKey.parse(text).stream()
                .map(key -> key.map(RunFilters::orderField))
                .toList();
    }

    private static RunField orderField(String key) {
        RunField field = RunField.parse(key);
        if (field == Attribute.TAGS || key.startsWith(RunField.HISTORY_KEYS)) {
            throw Fault.invalid("Runs cannot be ordered by " + key);
        }
        return field;
    }

    private static Filter<RunField> resolve(Filter.Test<String> test) {
        RunField field = RunField.parse(test.key());
        if (field == Attribute.TAGS) {
            return tags(test.predicate());
        }
        if (field instanceof Attribute attribute && attribute.isTime()) {
            return new Filter.Test<>(field, literals(test.predicate(), value -> time(test.key(), value)));
        }
        if (test.key().startsWith(RunField.HISTORY_KEYS)) {
            return historyKey(field, test);
        }
        return new Filter.Test<>(field, test.predicate());
    }

    /** A run always has a list of tags; to users an empty one is none. The order of tags means nothing. */
    private static Filter<RunField> tags(Predicate predicate) {
        return switch (predicate) {
            case Predicate.Exists() -> new Filter.Not<>(tagCount(0));
            case Predicate.Equal(Null ignored) -> tagCount(0);
            case Predicate.Equal(Items(var tags)) -> {
                List<Filter<RunField>> parts = new ArrayList<>();
                parts.add(tagCount((int) tags.stream().distinct().count()));
                tags.forEach(tag -> parts.add(Filter.equal(Attribute.TAGS, tag)));
                yield new Filter.And<>(parts);
            }
            case Predicate.In(var alternatives)
            when alternatives.stream().anyMatch(one -> one instanceof Null || one instanceof Items) ->
                new Filter.Or<>(alternatives.stream()
                        .map(one -> tags(new Predicate.Equal(one)))
                        .toList());
            default -> new Filter.Test<>(Attribute.TAGS, predicate);
        };
    }

    private static Filter<RunField> tagCount(int count) {
        return new Filter.Test<>(Attribute.TAGS, new Predicate.HasSize(count));
    }

    /** A key was logged or not; there is nothing else to know about it. */
    private static Filter<RunField> historyKey(RunField field, Filter.Test<String> test) {
        Filter<RunField> exists = new Filter.Test<>(field, new Predicate.Exists());
        return switch (test.predicate()) {
            case Predicate.Exists() -> exists;
            case Predicate.Equal(Null ignored) -> new Filter.Not<>(exists);
            default ->
                throw Fault.invalid("\"" + test.key() + "\" can be asked for with $exists, or compared with null");
        };
    }

    private static Predicate literals(Predicate predicate, UnaryOperator<FilterValue> f) {
        return switch (predicate) {
            case Predicate.Equal(var value) -> new Predicate.Equal(f.apply(value));
            case Predicate.Compare(var comparison, var value) -> new Predicate.Compare(comparison, f.apply(value));
            case Predicate.In(var values) ->
                new Predicate.In(values.stream().map(f).toList());
            case Predicate.Exists exists -> exists;
            default -> throw Fault.invalid("Times can be compared, but not searched for text or items");
        };
    }

    private static FilterValue time(String key, FilterValue value) {
        return switch (value) {
            case Text(String text) -> new Time(instant(key, text.strip()));
            case Num(double number)
            when Double.isFinite(number) && Math.abs(number) < FIRST_MILLISECONDS * 1000 ->
                new Time(Instant.ofEpochMilli(
                        Math.round(Math.abs(number) < FIRST_MILLISECONDS ? number * 1000 : number)));
            case Null none -> none;
            default -> throw notATime(key);
        };
    }

    /** With or without a zone, which is UTC then; a date alone is its first moment. */
    private static Instant instant(String key, String text) {
        String iso = text.replace(' ', 'T');
        try {
            if (iso.length() == 10) {
                return LocalDate.parse(iso).atStartOfDay().toInstant(ZoneOffset.UTC);
            }
            try {
                return OffsetDateTime.parse(iso).toInstant();
            } catch (DateTimeParseException withoutZone) {
                return LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
            }
        } catch (DateTimeParseException e) {
            throw notATime(key);
        }
    }

    private static Fault notATime(String key) {
        return Fault.invalid("\"" + key + "\" is compared with times such as \"2026-01-31T12:00:00Z\"");
    }
}
