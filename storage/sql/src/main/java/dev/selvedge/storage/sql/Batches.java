package dev.selvedge.storage.sql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Cuts long lists into statements of bearable length. */
public final class Batches {

    /**
     * Keeps statements below what drivers and servers take: of tens of thousands of values MySQL makes no ranges of an
     * index any more and reads, or locks, the whole table.
     */
    public static final int STATEMENT_ROWS = 1_000;

    private Batches() {}

    public static <T> List<List<T>> of(Collection<T> items, int size) {
        List<T> all = List.copyOf(items);
        List<List<T>> batches = new ArrayList<>();
        for (int from = 0; from < all.size(); from += size) {
            batches.add(all.subList(from, Math.min(from + size, all.size())));
        }
        return batches;
    }
}
