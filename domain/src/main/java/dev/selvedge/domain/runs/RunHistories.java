package dev.selvedge.domain.runs;

import dev.selvedge.domain.runs.history.HistoryId;
import java.util.Optional;

/** What the life of a run asks of its rows. All of it joins the caller's transaction. */
public interface RunHistories {

    /** A history that begins with the rows of another one. */
    record Branch(HistoryId id, long rows, Long lastStep) {}

    /** How much there is after a write; {@code lastStep} is null without rows. */
    record Written(long historyRows, long eventRows, Long lastStep) {}

    HistoryId create();

    /** Shares all rows of {@code source} whose {@code _step} is at most {@code lastStep}; system metrics are not shared. */
    Branch branch(HistoryId source, long lastStep);

    /** The text of the last row. */
    Optional<String> lastRow(HistoryId history);

    /**
     * Adds rows, or overwrites those whose row number was there before.
     *
     * <p>With a {@code writer}, offsets count that writer's rows only; the history orders the rows of all writers and
     * gives them steps.
     *
     * @throws dev.selvedge.platform.Fault INVALID when a line is no JSON object; nothing is written then
     */
    Written write(HistoryId history, String writer, Lines rows, Lines events);
}
