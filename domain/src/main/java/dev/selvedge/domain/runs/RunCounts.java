package dev.selvedge.domain.runs;

/**
 * How much a run has written.
 *
 * @param lastStep the highest {@code _step} of its history, null without rows
 */
public record RunCounts(long historyRows, long eventRows, long logLines, Long lastStep) {

    public static final RunCounts NONE = new RunCounts(0, 0, 0, null);

    /** Whether there is more of anything. */
    boolean exceed(RunCounts before) {
        return historyRows > before.historyRows || eventRows > before.eventRows || logLines > before.logLines;
    }
}
