package dev.selvedge.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Pages of lists that are at hand as a whole. The cursor holds the position beside the key, for when the item it named
 * has been deleted meanwhile.
 */
public final class Slices {

    private Slices() {}

    /** @param size the most that the page may hold */
    public static <T> Page<T> of(List<T> all, int size, String after, Function<T, String> key) {
        int from = start(all, after, key);
        int to = Math.min(all.size(), from + size);
        List<String> cursors = new ArrayList<>(to - from);
        for (int i = from; i < to; i++) {
            cursors.add(i + "." + key.apply(all.get(i)));
        }
        return new Page<>(all.subList(from, to), cursors, to < all.size());
    }

    private static <T> int start(List<T> all, String after, Function<T, String> key) {
        if (after == null || after.isEmpty()) {
            return 0;
        }
        int dot = after.indexOf('.');
        int position = dot <= 0 ? -1 : position(after.substring(0, dot));
        if (position < 0) {
            throw Fault.invalid("\"" + after + "\" is not a cursor of this list");
        }
        String wanted = after.substring(dot + 1);
        for (int i = Math.min(position, all.size() - 1); i >= 0; i--) {
            if (key.apply(all.get(i)).equals(wanted)) {
                return i + 1;
            }
        }
        return Math.min(position, all.size());
    }

    private static int position(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notOurs) {
            return -1;
        }
    }
}
