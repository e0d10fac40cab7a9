package dev.selvedge.domain.runs;

import java.util.List;

/**
 * One request of a client that writes a run.
 *
 * @param writer which of several writers of a shared run this is, or null for the only one
 * @param history one JSON object a step
 * @param events system metrics, one JSON object a sample
 * @param output console lines; earlier ones may be rewritten
 * @param summary the whole summary as it now is, or null when unchanged
 * @param uploaded paths of run files whose upload has ended
 * @param deriveSummary the client leaves it to the server to make the summary from the history
 * @param exitCode only when {@code complete}; null counts as 0
 */
public record StreamUpdate(
        String writer,
        Lines history,
        Lines events,
        Lines output,
        String summary,
        List<String> uploaded,
        boolean preempting,
        boolean deriveSummary,
        boolean complete,
        Integer exitCode) {

    /** Whether the run's summary may be another one afterwards. */
    boolean changesSummary() {
        return summary != null || derivesSummary();
    }

    boolean derivesSummary() {
        return deriveSummary && !history.isEmpty();
    }

    boolean wrote() {
        return !history.isEmpty() || !events.isEmpty() || !output.isEmpty();
    }
}
