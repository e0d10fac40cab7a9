package dev.selvedge.storage.history;

import java.util.Arrays;
import java.util.List;

/** Collects the values at one path, row by row. */
final class ColumnBuilder {

    private final List<String> path;
    private int[] rows;
    private byte[] kinds;
    private byte kind = -1;
    private long[] bits;
    private byte[][] texts;
    private int size;

    ColumnBuilder(List<String> path) {
        this(path, 8);
    }

    ColumnBuilder(List<String> path, int capacity) {
        this.path = path;
        this.rows = new int[Math.max(8, capacity)];
        this.bits = new long[Math.max(8, capacity)];
    }

    /** Returns false when the row had a value already, which is then replaced. */
    boolean add(int row, byte valueKind, long valueBits, byte[] text) {
        boolean fresh = size == 0 || rows[size - 1] != row;
        if (fresh) {
            grow();
            size++;
        }
        int index = size - 1;
        rows[index] = row;
        bits[index] = valueBits;
        setKind(index, valueKind);
        if (text != null && texts == null) {
            texts = new byte[bits.length][];
        }
        if (texts != null) {
            texts[index] = text;
        }
        return fresh;
    }

    void removeLast() {
        size--;
    }

    int size() {
        return size;
    }

    Column build() {
        return new Column(
                path,
                size,
                isDense() ? null : Arrays.copyOf(rows, size),
                kinds == null ? null : Arrays.copyOf(kinds, size),
                kind,
                kinds == null && kind == Kind.LONG ? Bits.ofNumbers(bits, size) : Bits.of(Arrays.copyOf(bits, size)),
                texts == null ? null : Arrays.copyOf(texts, size));
    }

    private boolean isDense() {
        return rows[size - 1] == size - 1;
    }

    private void setKind(int index, byte valueKind) {
        if (kind == -1 || (index == 0 && size == 1 && kinds == null)) {
            kind = valueKind;
        } else if (kinds == null && kind != valueKind) {
            kinds = new byte[bits.length];
            Arrays.fill(kinds, 0, index, kind);
        }
        if (kinds != null) {
            kinds[index] = valueKind;
        }
    }

    private void grow() {
        if (size == bits.length) {
            int capacity = size < 1024 ? size * 4 : size * 2;
            rows = Arrays.copyOf(rows, capacity);
            bits = Arrays.copyOf(bits, capacity);
            kinds = kinds == null ? null : Arrays.copyOf(kinds, capacity);
            texts = texts == null ? null : Arrays.copyOf(texts, capacity);
        }
    }
}
