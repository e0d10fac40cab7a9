package dev.selvedge.domain.runs;

import dev.selvedge.domain.runs.history.HistoryLines;
import dev.selvedge.domain.runs.history.HistoryStream;
import java.util.List;

/** A bare heartbeat until told more. */
final class UpdateBuilder {

    private String writer;
    private Lines history = Lines.NONE;
    private Lines events = Lines.NONE;
    private Lines output = Lines.NONE;
    private String summary;
    private List<String> uploaded = List.of();
    private boolean preempting;
    private boolean derive;
    private boolean complete;
    private Integer exitCode;

    UpdateBuilder by(String value) {
        writer = value;
        return this;
    }

    UpdateBuilder rows(long offset, String... lines) {
        history = new Lines(offset, HistoryLines.of(HistoryStream.HISTORY, List.of(lines)));
        return this;
    }

    UpdateBuilder events(long offset, String... lines) {
        events = new Lines(offset, HistoryLines.of(HistoryStream.EVENTS, List.of(lines)));
        return this;
    }

    UpdateBuilder output(long offset, String... lines) {
        output = new Lines(offset, HistoryLines.of(HistoryStream.OUTPUT, List.of(lines)));
        return this;
    }

    UpdateBuilder summary(String value) {
        summary = value;
        return this;
    }

    UpdateBuilder uploaded(String... paths) {
        uploaded = List.of(paths);
        return this;
    }

    UpdateBuilder preempting() {
        preempting = true;
        return this;
    }

    UpdateBuilder derivingSummary() {
        derive = true;
        return this;
    }

    UpdateBuilder ends(Integer code) {
        complete = true;
        exitCode = code;
        return this;
    }

    StreamUpdate build() {
        return new StreamUpdate(
                writer, history, events, output, summary, uploaded, preempting, derive, complete, exitCode);
    }
}
