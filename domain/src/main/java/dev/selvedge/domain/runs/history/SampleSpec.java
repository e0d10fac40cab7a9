package dev.selvedge.domain.runs.history;

import java.util.List;

/**
 * At most {@code samples} rows, evenly picked with the first and the last, of those in {@code steps} that hold all of
 * {@code keys}.
 *
 * @param keys dotted names; a row is cut to them
 */
public record SampleSpec(List<String> keys, int samples, StepRange steps) {
    public SampleSpec {
        keys = keys.stream().distinct().toList();
        if (samples < 1) {
            throw new IllegalArgumentException("At least one sample");
        }
    }
}
