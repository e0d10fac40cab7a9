package dev.selvedge.storage.history;

import java.util.Arrays;

/** Numbers of a column as its pages are read: no array is made as long as they rise evenly. */
final class Numbers {

    private final int most;
    /** Null while they rise evenly. */
    private long[] bits;

    private long first;
    private long by;
    private int size;

    Numbers(int most) {
        this.most = most;
    }

    void add(Deltas page) {
        if (bits != null || !goesOn(page)) {
            page.read(array(), size);
        }
        size += page.count();
    }

    /** For those who put the next {@code count} there, at {@link #size}, and then say so by {@link #added}. */
    long[] array() {
        if (bits == null) {
            bits = new long[most];
            Bits.even(first, by).copy(0, size, bits);
        }
        return bits;
    }

    void added(int count) {
        size += count;
    }

    int size() {
        return size;
    }

    Bits bits() {
        if (bits == null) {
            return Bits.even(first, by);
        }
        return Bits.of(size == most ? bits : Arrays.copyOf(bits, size));
    }

    /** Whether all numbers with those of {@code page} rise evenly, which is noted then. */
    private boolean goesOn(Deltas page) {
        if (page.count() == 0) {
            return true;
        }
        long begin = size == 0 ? page.first() : first;
        long step = size == 1 ? page.first() - first : by;
        if (size == 0) {
            step = page.by();
        } else if (page.first() != begin + size * step || (page.count() > 1 && page.by() != step)) {
            return false;
        }
        if (!page.isEven()) {
            return false;
        }
        first = begin;
        by = step;
        return true;
    }
}
