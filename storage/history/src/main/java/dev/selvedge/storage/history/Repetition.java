package dev.selvedge.storage.history;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Guesses from a sample whether a column repeats its values, which is when a dictionary pays. */
final class Repetition {

    private static final int SAMPLE = 512;

    private Repetition() {}

    static boolean isLikely(Column column) {
        int sample = Math.min(SAMPLE, column.size());
        Set<Object> distinct = new HashSet<>();
        for (int i = 0; i < sample; i++) {
            // spread over the column: neighbours are alike more often than the rest
            int index = (int) ((long) i * column.size() / sample);
            distinct.add(
                    column.texts() == null || column.texts()[index] == null
                            ? (Object) column.bits().at(index)
                            : Arrays.hashCode(column.texts()[index]));
        }
        return distinct.size() * 2 <= sample;
    }
}
