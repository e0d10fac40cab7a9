package dev.selvedge.domain.runs;

import dev.selvedge.domain.runs.history.Appended;
import dev.selvedge.domain.runs.history.Histories;
import dev.selvedge.domain.runs.history.HistoryId;
import dev.selvedge.domain.runs.history.HistoryReader;
import dev.selvedge.domain.runs.history.HistoryStore;
import dev.selvedge.domain.runs.history.HistoryStream;
import dev.selvedge.domain.runs.history.StreamState;
import java.time.Instant;
import java.util.Optional;

/** The histories room behind {@link RunHistories}. */
public final class KeptHistories implements RunHistories {

    private final Histories histories;
    private final HistoryReader reader;
    private final HistoryStore store;
    private final Beginnings beginnings;

    public KeptHistories(Histories histories, HistoryReader reader, HistoryStore store) {
        this.histories = histories;
        this.reader = reader;
        this.store = store;
        this.beginnings = new Beginnings(reader, store);
    }

    @Override
    public HistoryId create() {
        return histories.create();
    }

    @Override
    public HistoryId createAnew() {
        HistoryId history = histories.create();
        histories.begin(history, true, true);
        return history;
    }

    @Override
    public void begin(HistoryId history, boolean byName) {
        histories.begin(history, byName, false);
    }

    @Override
    public Beginning beginning(HistoryId history, Instant since, StreamUpdate update) {
        return beginnings.of(history, since, update);
    }

    @Override
    public Branch branch(HistoryId source, long lastStep) {
        HistoryId id = histories.branch(source, lastStep);
        StreamState state = store.state(id, HistoryStream.HISTORY).orElseThrow();
        return new Branch(id, state.rows(), state.lastStep());
    }

    @Override
    public Optional<String> lastRow(HistoryId history) {
        return reader.tail(history, HistoryStream.HISTORY, 1).stream().findFirst();
    }

    @Override
    public RunCounts write(HistoryId history, RunCounts counts, StreamUpdate update) {
        long rows = counts.historyRows();
        Long lastStep = counts.lastStep();
        if (!update.history().isEmpty()) {
            Appended appended = append(history, HistoryStream.HISTORY, update.writer(), update.history());
            rows = appended.rows();
            lastStep = appended.lastStep();
        }
        long events = update.events().isEmpty()
                ? counts.eventRows()
                : append(history, HistoryStream.EVENTS, update.writer(), update.events())
                        .rows();
        long output = update.output().isEmpty()
                ? counts.logLines()
                : append(history, HistoryStream.OUTPUT, update.writer(), update.output())
                        .rows();
        return new RunCounts(rows, events, output, lastStep);
    }

    private Appended append(HistoryId history, HistoryStream stream, String writer, Lines lines) {
        return histories.append(history, stream, writer, lines.offset(), lines.lines());
    }

    @Override
    public void ended(HistoryId history) {
        histories.ended(history);
    }

    @Override
    public void delete(HistoryId history) {
        histories.delete(history);
    }
}
