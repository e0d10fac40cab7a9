package dev.selvedge.domain.runs;

import dev.selvedge.platform.Fault;
import java.util.List;

/** Lines of one growing file of a run, from a row number on. Clients send a batch again when an answer was lost. */
public record Lines(long offset, List<String> lines) {

    public static final Lines NONE = new Lines(0, List.of());

    public Lines {
        if (offset < 0) {
            throw Fault.invalid("An offset must not be negative");
        }
    }

    public boolean isEmpty() {
        return lines.isEmpty();
    }
}
