package dev.selvedge.domain.runs.history;

import java.util.List;

/** @param total number of the line after the last one */
public record ConsolePage(List<ConsoleLine> lines, boolean hasEarlier, boolean hasLater, long total) {
    public ConsolePage {
        lines = List.copyOf(lines);
    }
}
