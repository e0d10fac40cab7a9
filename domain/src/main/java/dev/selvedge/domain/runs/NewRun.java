package dev.selvedge.domain.runs;

import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.history.HistoryId;
import java.time.Instant;
import java.util.List;

/**
 * A run about to be kept for the first time.
 *
 * @param number which of its project's runs it is, see {@link RunStore#nextNumber}
 * @param createdAt when it began, which for a recording is long ago
 * @param heardAt when its client told of it, its first sign of life
 */
public record NewRun(
        ProjectId project,
        String name,
        long number,
        UserId user,
        RunAbout about,
        List<String> tags,
        RunState state,
        RunDocuments documents,
        HistoryId history,
        RunCounts counts,
        Run.Fork fork,
        Instant createdAt,
        Instant heardAt) {

    /** A run that begins now. */
    public NewRun(
            ProjectId project,
            String name,
            long number,
            UserId user,
            RunAbout about,
            List<String> tags,
            RunState state,
            RunDocuments documents,
            HistoryId history,
            RunCounts counts,
            Run.Fork fork,
            Instant now) {
        this(project, name, number, user, about, tags, state, documents, history, counts, fork, now, now);
    }

    /** Its life as it begins. */
    public RunLife life() {
        return RunLife.begun(state, createdAt, heardAt);
    }
}
