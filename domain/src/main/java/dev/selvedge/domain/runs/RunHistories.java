package dev.selvedge.domain.runs;

import dev.selvedge.domain.runs.history.HistoryId;
import java.time.Instant;
import java.util.Optional;

/** What the life of a run asks of its rows and console lines. All of it joins the caller's transaction. */
public interface RunHistories {

    /** How much a history holds; {@code lastStep} is null without rows. */
    record Branch(HistoryId id, long rows, Long lastStep) {}

    /**
     * What a client is about that began a run by name though the run was over. It has been told how many rows there are
     * and goes on counting from there, whatever it brings.
     */
    enum Beginning {
        /** A program that runs anew: its rows take the place of the earlier ones. */
        ANEW,
        /** A recording: one more piece of the run, or one that has been uploaded before and overwrites its own rows. */
        RECORDED,
        /** Nothing has come yet that would tell. */
        OPEN
    }

    HistoryId create();

    /** A history without rows whose client may count from any offset. */
    HistoryId createAnew();

    /**
     * A client begins to write.
     *
     * @param byName it does not go by what {@code history} holds, so its first offset means nothing
     */
    void begin(HistoryId history, boolean byName);

    /** @param since when the client began */
    Beginning beginning(HistoryId history, Instant since, StreamUpdate update);

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
