package dev.selvedge.domain.runs;

import dev.selvedge.domain.runs.RunHistories.Beginning;
import dev.selvedge.domain.runs.history.HistoryId;
import dev.selvedge.domain.runs.history.HistoryReader;
import dev.selvedge.domain.runs.history.HistoryStore;
import dev.selvedge.domain.runs.history.HistoryStream;
import dev.selvedge.domain.runs.history.RowTimes;
import dev.selvedge.domain.runs.history.StepRange;
import dev.selvedge.domain.runs.history.StreamState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells a program that runs anew from a recording, by the first rows of a client that began a run by name.
 *
 * <p>Steps tell without a clock: higher than all there are, they continue the run; a step that is stored with just this
 * {@code _timestamp} has been uploaded before; any other comes from another program. Samples and console lines come
 * earlier than metrics and have no steps: those younger than the client's beginning are a running program's. A recording
 * is older, and its metrics decide.
 */
final class Beginnings {

    private final HistoryReader reader;
    private final HistoryStore store;

    Beginnings(HistoryReader reader, HistoryStore store) {
        this.reader = reader;
        this.store = store;
    }

    Beginning of(HistoryId history, Instant since, StreamUpdate update) {
        if (!update.history().isEmpty()) {
            return byStep(history, update.history());
        }
        Lines first = update.events().isEmpty() ? update.output() : update.events();
        return RowTimes.of(first.first()).filter(time -> !time.isBefore(since)).isPresent()
                ? Beginning.ANEW
                : Beginning.OPEN;
    }

    private Beginning byStep(HistoryId history, Lines lines) {
        Optional<Long> step = lines.firstStep();
        Long last = store.state(history, HistoryStream.HISTORY)
                .map(StreamState::lastStep)
                .orElse(null);
        if (last == null || (step.isPresent() && step.get() > last)) {
            return Beginning.RECORDED;
        }
        if (step.isEmpty()) {
            return Beginning.ANEW;
        }
        Optional<Instant> stored = stored(history, step.get());
        boolean same = stored.isPresent() && stored.equals(RowTimes.of(lines.first()));
        return same ? Beginning.RECORDED : Beginning.ANEW;
    }

    private Optional<Instant> stored(HistoryId history, long step) {
        List<String> found = new ArrayList<>();
        reader.rows(history, HistoryStream.HISTORY, new StepRange(step, step + 1), row -> {
            found.add(row);
            return false;
        });
        return found.stream().findFirst().flatMap(RowTimes::of);
    }
}
