package dev.selvedge.platform.filter;

import java.util.List;

/** What one key is tested for. {@link FilterMatcher} holds the meaning of each. */
public sealed interface Predicate {

    record Equal(FilterValue value) implements Predicate {}

    record Compare(Comparison comparison, FilterValue value) implements Predicate {}

    record In(List<FilterValue> values) implements Predicate {
        public In {
            values = List.copyOf(values);
        }
    }

    record Exists() implements Predicate {}

    record Matches(Regex regex) implements Predicate {}

    /** A text that holds this text, or a list that holds this value. */
    record Contains(FilterValue value) implements Predicate {}

    record HoldsAll(List<FilterValue> values) implements Predicate {
        public HoldsAll {
            values = List.copyOf(values);
        }
    }

    record HasSize(int size) implements Predicate {}

    enum Comparison {
        GREATER,
        GREATER_OR_EQUAL,
        LESS,
        LESS_OR_EQUAL;

        /** Whether {@code compareTo}'s answer satisfies this. */
        public boolean accepts(int compared) {
            return switch (this) {
                case GREATER -> compared > 0;
                case GREATER_OR_EQUAL -> compared >= 0;
                case LESS -> compared < 0;
                case LESS_OR_EQUAL -> compared <= 0;
            };
        }
    }
}
