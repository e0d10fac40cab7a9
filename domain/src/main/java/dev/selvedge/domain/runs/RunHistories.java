package dev.selvedge.domain.runs;

import dev.selvedge.domain.runs.history.HistoryId;
import java.util.Optional;

/** What the life of a run asks of its rows and console lines. All of it joins the caller's transaction. */
public interface RunHistories {

    /** How much a history holds; {@code lastStep} is null without rows. */
    record Branch(HistoryId id, long rows, Long lastStep) {}

    HistoryId create();

    /** A history that begins with the rows of {@code source} whose {@code _step} is at most {@code lastStep}. */
    Branch branch(HistoryId source, long lastStep);

    /** The text of the last row. */
    Optional<String> lastRow(HistoryId history);

    /**
     * Adds what an update brings, or overwrites rows that were there before.
     *
     * @param counts as they are, and as they stay for what the update does not bring
     */
    RunCounts write(HistoryId history, RunCounts counts, StreamUpdate update);

    /** Nothing more is expected. */
    void ended(HistoryId history);

    /** The run does not need these rows any more; others may still share them. */
    void delete(HistoryId history);
}
