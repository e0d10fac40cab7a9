package dev.selvedge.domain.runs;

import dev.selvedge.domain.runs.history.HistoryLines;
import dev.selvedge.domain.runs.history.HistoryStream;
import dev.selvedge.platform.Fault;
import java.util.List;
import java.util.Optional;

/** Lines of one growing file of a run, from a row number on. Clients send a batch again when an answer was lost. */
public record Lines(long offset, HistoryLines lines) {

    public static final Lines NONE = new Lines(0, HistoryLines.of(HistoryStream.OUTPUT, List.of()));

    public Lines {
        if (offset < 0) {
            throw Fault.invalid("An offset must not be negative");
        }
    }

    public boolean isEmpty() {
        return lines.isEmpty();
    }

    /** The text of the last line; there must be one. */
    String last() {
        return texts().getLast();
    }

    /** The text of the first line; there must be one. */
    String first() {
        return lines.firstText();
    }

    /** The {@code _step} of the first line, if it has one. */
    Optional<Long> firstStep() {
        return lines.stepOfFirst();
    }

    List<String> texts() {
        return new String(lines.text(), java.nio.charset.StandardCharsets.UTF_8)
                .lines()
                .toList();
    }
}
