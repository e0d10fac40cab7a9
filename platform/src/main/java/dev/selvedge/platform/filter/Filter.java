package dev.selvedge.platform.filter;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.Function;

/**
 * A condition on the things of a room, in two-valued logic: a test on a missing value is false, its negation true.
 *
 * @param <K> what names a value: text as read, later the room's own fields
 */
public sealed interface Filter<K> {

    /** Without parts it lets everything through. */
    record And<K>(List<Filter<K>> parts) implements Filter<K> {
        public And {
            parts = List.copyOf(parts);
        }
    }

    /** Without parts it lets nothing through. */
    record Or<K>(List<Filter<K>> parts) implements Filter<K> {
        public Or {
            parts = List.copyOf(parts);
        }
    }

    record Not<K>(Filter<K> part) implements Filter<K> {
        public Not {
            requireNonNull(part);
        }
    }

    record Test<K>(K key, Predicate predicate) implements Filter<K> {
        public Test {
            requireNonNull(key);
            requireNonNull(predicate);
        }
    }

    static <K> Filter<K> all() {
        return new And<>(List.of());
    }

    static <K> Filter<K> equal(K key, FilterValue value) {
        return new Test<>(key, new Predicate.Equal(value));
    }

    /** The one part itself, or all of them. */
    static <K> Filter<K> and(List<Filter<K>> parts) {
        return parts.size() == 1 ? parts.getFirst() : new And<>(parts);
    }

    /** The same condition with each test put another way, such as with resolved keys and converted literals. */
    default <L> Filter<L> rewrite(Function<Test<K>, Filter<L>> test) {
        return switch (this) {
            case And<K>(var parts) -> new And<>(rewritten(parts, test));
            case Or<K>(var parts) -> new Or<>(rewritten(parts, test));
            case Not<K>(var part) -> new Not<>(part.rewrite(test));
            case Test<K> leaf -> test.apply(leaf);
        };
    }

    private static <K, L> List<Filter<L>> rewritten(List<Filter<K>> parts, Function<Test<K>, Filter<L>> test) {
        return parts.stream().map(part -> part.rewrite(test)).toList();
    }
}
