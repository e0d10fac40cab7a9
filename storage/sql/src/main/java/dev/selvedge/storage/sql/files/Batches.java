package dev.selvedge.storage.sql.files;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Cuts long lists into statements of bearable length. */
final class Batches {

    private Batches() {}

    static <T> List<List<T>> of(Collection<T> items, int size) {
        List<T> all = List.copyOf(items);
        List<List<T>> batches = new ArrayList<>();
        for (int from = 0; from < all.size(); from += size) {
            batches.add(all.subList(from, Math.min(from + size, all.size())));
        }
        return batches;
    }
}
