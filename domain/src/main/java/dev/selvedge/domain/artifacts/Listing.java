package dev.selvedge.domain.artifacts;

import dev.selvedge.platform.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntSupplier;

/** One page and, when somebody asks, how many there are in all. */
public record Listing<T>(Page<T> page, IntSupplier total) {

    /** What a client gets that does not say how many it wants, and the most it gets. */
    static final int DEFAULT_SIZE = 50;

    static final int MAX_SIZE = 10_000;

    static int size(Integer first) {
        return first == null || first < 0 ? DEFAULT_SIZE : Math.min(first, MAX_SIZE);
    }

    /** From a fetch of one more than fits. */
    static <T> Listing<T> of(List<T> oneMore, int size, Function<T, String> cursor, IntSupplier total) {
        List<T> items = oneMore.size() > size ? oneMore.subList(0, size) : oneMore;
        return new Listing<>(new Page<>(items, items.stream().map(cursor).toList(), oneMore.size() > size), total);
    }

    /**
     * A page of a list that is at hand as a whole. The cursor holds the position beside the key, for when the item it
     * named has been deleted meanwhile.
     */
    static <T> Listing<T> slice(List<T> all, Integer first, String after, Function<T, String> key) {
        int from = start(all, after, key);
        int to = Math.min(all.size(), from + size(first));
        List<String> cursors = new ArrayList<>(to - from);
        for (int i = from; i < to; i++) {
            cursors.add(i + "." + key.apply(all.get(i)));
        }
        return new Listing<>(new Page<>(all.subList(from, to), cursors, to < all.size()), all::size);
    }

    private static <T> int start(List<T> all, String after, Function<T, String> key) {
        if (after == null || after.isEmpty()) {
            return 0;
        }
        int dot = after.indexOf('.');
        String wanted = after.substring(dot + 1);
        int position = dot <= 0 ? 0 : Cursors.number(after.substring(0, dot));
        for (int i = Math.min(position, all.size() - 1); i >= 0; i--) {
            if (key.apply(all.get(i)).equals(wanted)) {
                return i + 1;
            }
        }
        return Math.min(position, all.size());
    }

    public <R> Listing<R> map(Function<? super T, ? extends R> f) {
        return new Listing<>(page.map(f), total);
    }
}
