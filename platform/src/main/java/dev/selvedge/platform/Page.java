package dev.selvedge.platform;

import java.util.List;
import java.util.function.Function;

/**
 * One page of a forward-paged list.
 *
 * @param items at most as many as asked for
 * @param cursors one per item; the last one continues the list
 */
public record Page<T>(List<T> items, List<String> cursors, boolean hasNext) {

    public Page {
        items = List.copyOf(items);
        cursors = List.copyOf(cursors);
        if (items.size() != cursors.size()) {
            throw new IllegalArgumentException(items.size() + " items, " + cursors.size() + " cursors");
        }
    }

    public static <T> Page<T> empty() {
        return new Page<>(List.of(), List.of(), false);
    }

    /** The cursor to go on from, or null for an empty page: SDKs reject a next page without a cursor. */
    public String endCursor() {
        return cursors.isEmpty() ? null : cursors.getLast();
    }

    public <R> Page<R> map(Function<? super T, ? extends R> f) {
        return new Page<>(items.stream().<R>map(f).toList(), cursors, hasNext);
    }
}
