package dev.selvedge.domain.artifacts;

import dev.selvedge.platform.Page;
import dev.selvedge.platform.Slices;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntSupplier;

/** One page and, when somebody asks, how many there are in all. */
public record Listing<T>(Page<T> page, IntSupplier total) {

    /** What a client gets that does not say how many it wants, and the most it gets. */
    static final int DEFAULT_SIZE = 50;

    static final int MAX_SIZE = 10_000;

    /** Who asks for one at a time passes over many hidden ones at once. */
    private static final int SMALLEST_BATCH = 100;

    static int size(Integer first) {
        return first == null || first < 0 ? DEFAULT_SIZE : Math.min(first, MAX_SIZE);
    }

    /** From a fetch of one more than fits. */
    static <T> Listing<T> of(List<T> oneMore, int size, Function<T, String> cursor, IntSupplier total) {
        List<T> items = oneMore.size() > size ? oneMore.subList(0, size) : oneMore;
        return new Listing<>(new Page<>(items, items.stream().map(cursor).toList(), oneMore.size() > size), total);
    }

    /**
     * A page of what may be seen among more: what is hidden takes no place in it, so it goes on until it is full.
     *
     * @param ids so many of those after one, in order
     * @param seen those that may be seen
     */
    static <I, T> Listing<T> visible(
            int size,
            Optional<I> after,
            BiFunction<Optional<I>, Integer, List<I>> ids,
            Function<List<I>, Map<I, T>> seen,
            Function<I, String> cursor,
            IntSupplier total) {
        Map<I, T> found = new LinkedHashMap<>();
        int batch = Math.max(size + 1, SMALLEST_BATCH);
        Optional<I> from = after;
        while (true) {
            List<I> some = ids.apply(from, batch);
            Map<I, T> visible = seen.apply(some);
            some.stream().filter(visible::containsKey).forEach(id -> found.put(id, visible.get(id)));
            if (some.size() < batch || found.size() > size) {
                return of(List.copyOf(found.entrySet()), size, each -> cursor.apply(each.getKey()), total)
                        .map(Map.Entry::getValue);
            }
            from = Optional.of(some.getLast());
        }
    }

    /** A page of a list that is at hand as a whole. */
    static <T> Listing<T> slice(List<T> all, Integer first, String after, Function<T, String> key) {
        return new Listing<>(Slices.of(all, size(first), after, key), all::size);
    }

    public <R> Listing<R> map(Function<? super T, ? extends R> f) {
        return new Listing<>(page.map(f), total);
    }
}
