package dev.selvedge.storage.history;

import java.util.Arrays;

/** 64 bits of each value of a column. Numbers that rise evenly, as the steps of most runs do, take no room. Immutable. */
final class Bits {

    /** Null when the numbers rise evenly. */
    private final long[] each;

    private final long first;
    private final long by;

    private Bits(long[] each, long first, long by) {
        this.each = each;
        this.first = first;
        this.by = by;
    }

    static Bits of(long[] each) {
        return new Bits(each, 0, 0);
    }

    /** {@code first}, {@code first + by} and so on; beyond the range of longs it begins anew at the other end. */
    static Bits even(long first, long by) {
        return new Bits(null, first, by);
    }

    /** The first {@code size} of {@code numbers}, which may change afterwards. */
    static Bits ofNumbers(long[] numbers, int size) {
        long by = size < 2 ? 0 : numbers[1] - numbers[0];
        for (int i = 1; i < size; i++) {
            if (numbers[i] - numbers[i - 1] != by) {
                return of(Arrays.copyOf(numbers, size));
            }
        }
        return even(size == 0 ? 0 : numbers[0], by);
    }

    long at(int index) {
        return each == null ? first + index * by : each[index];
    }

    /** Values {@code from} until {@code to}. */
    void copy(int from, int to, long[] into) {
        if (each != null) {
            System.arraycopy(each, from, into, 0, to - from);
            return;
        }
        long next = at(from);
        for (int i = 0; i < to - from; i++) {
            into[i] = next;
            next += by;
        }
    }

    /** Heap used by {@code size} of them. */
    long weight(int size) {
        return each == null ? 32 : 32 + size * 8L;
    }
}
