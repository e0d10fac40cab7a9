package dev.selvedge.domain.runs;

import dev.selvedge.domain.runs.history.HistoryId;
import java.time.Instant;

/**
 * A run's rows as they were before a rewind.
 *
 * @param number counts a run's rewinds from 1
 * @param rewoundTo the last step that the run kept
 * @param rows how many rows there were
 * @param lastStep null without rows
 * @param summary as it was
 */
public record RunArchive(
        int number, HistoryId history, long rewoundTo, long rows, Long lastStep, String summary, Instant at) {}
