package dev.selvedge.platform.filter;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/** A literal of a filter, or a value that a filter is held against. */
public sealed interface FilterValue {

    FilterValue NULL = new Null();

    record Null() implements FilterValue {}

    record Bool(boolean value) implements FilterValue {}

    /** Numbers are doubles; NaN equals itself and is neither above nor below anything. */
    record Num(double value) implements FilterValue {
        public Num {
            // -0.0 and 0.0 are one number to users, but not to a record's equals
            value = value == 0 ? 0.0 : value;
        }
    }

    record Text(String value) implements FilterValue {
        public Text {
            requireNonNull(value);
        }
    }

    /** Never read from a filter's text: a room puts it where a key means a point in time. */
    record Time(Instant value) implements FilterValue {
        public Time {
            requireNonNull(value);
        }
    }

    record Items(List<FilterValue> values) implements FilterValue {
        public Items {
            values = List.copyOf(values);
        }
    }

    /** An object with fields of its own: it exists, but has no value to compare. */
    record Fields() implements FilterValue {}

    static FilterValue of(String text) {
        return new Text(text);
    }

    static FilterValue of(double number) {
        return new Num(number);
    }
}
