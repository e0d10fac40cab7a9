package dev.selvedge.storage.history;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The values at one path in a block of rows, ascending by row. Immutable.
 *
 * @param path names from the row's object inwards
 * @param rows the row of each value, counted from the block's first; null when value i is of row i
 * @param kinds of each value; null when all are {@code kind}
 * @param bits longs, the bits of doubles, 0 and 1
 * @param texts UTF-8 of strings and JSON; null when there are none
 */
record Column(List<String> path, int size, int[] rows, byte[] kinds, byte kind, Bits bits, byte[][] texts) {

    String key() {
        return path.size() == 1 ? path.getFirst() : String.join(".", path);
    }

    int row(int index) {
        return rows == null ? index : rows[index];
    }

    byte kind(int index) {
        return kinds == null ? kind : kinds[index];
    }

    /** Index of the first value at or after {@code row}; the size when there is none. */
    int from(int row) {
        if (rows == null) {
            return Math.min(Math.max(row, 0), size);
        }
        int found = Arrays.binarySearch(rows, 0, size, row);
        return found >= 0 ? found : -found - 1;
    }

    /** Index of the value in {@code row}, or -1. */
    int at(int row) {
        int index = from(row);
        return index < size && row(index) == row ? index : -1;
    }

    /** Whether a chart can draw the value. */
    boolean isNumber(int index) {
        byte kind = kind(index);
        return kind == Kind.LONG || kind == Kind.DOUBLE || kind == Kind.BOOLEAN || (kind == Kind.JSON && isBig(index));
    }

    private boolean isBig(int index) {
        byte first = texts[index][0];
        return first == '-' || (first >= '0' && first <= '9');
    }

    /** Whether each row up to the last value has one, and all are numbers in {@code bits}. */
    boolean isPlainNumbers() {
        return rows == null && kinds == null && (kind == Kind.LONG || kind == Kind.DOUBLE || kind == Kind.BOOLEAN);
    }

    double number(int index) {
        return switch (kind(index)) {
            case Kind.DOUBLE -> Double.longBitsToDouble(bits.at(index));
            case Kind.JSON -> Double.parseDouble(text(index));
            default -> bits.at(index);
        };
    }

    String text(int index) {
        return new String(texts[index], StandardCharsets.UTF_8);
    }

    /** Heap used, roughly. */
    long weight() {
        long weight = 100L + bits.weight(size) + (rows == null ? 0 : size * 4L) + (kinds == null ? 0 : size);
        if (texts != null) {
            for (int i = 0; i < size; i++) {
                weight += texts[i] == null ? 8 : 24 + texts[i].length;
            }
        }
        return weight;
    }
}
