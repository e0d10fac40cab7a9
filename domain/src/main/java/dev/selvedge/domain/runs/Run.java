package dev.selvedge.domain.runs;

import static java.util.Objects.requireNonNull;

import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.history.HistoryId;
import java.time.Instant;
import java.util.List;

/**
 * A run without its documents: config, summary and system metrics can be large and are read apart, see
 * {@link RunDocuments}.
 *
 * @param name the run id of URLs and clients; unique in its project for ever, also after deletion
 * @param valuesVersion grows with every change of config or summary, so that an index can follow
 * @param fork where the run was forked from, or null
 * @param deletedAt null unless deleted; a deleted run can be restored but is otherwise absent
 */
public record Run(
        RunId id,
        ProjectId project,
        String name,
        UserId user,
        RunAbout about,
        List<String> tags,
        RunLife life,
        RunCounts counts,
        HistoryId history,
        long valuesVersion,
        Fork fork,
        Instant deletedAt) {

    public Run {
        requireNonNull(project);
        requireNonNull(name);
        requireNonNull(user);
        requireNonNull(about.displayName());
        tags = List.copyOf(tags);
    }

    /** The parent and the last of its steps that this run shares. */
    public record Fork(RunId parent, long step) {}

    public boolean isDeleted() {
        return deletedAt != null;
    }

    public Run with(RunAbout newAbout) {
        return new Run(id, project, name, user, newAbout, tags, life, counts, history, valuesVersion, fork, deletedAt);
    }

    public Run with(RunLife newLife) {
        return new Run(id, project, name, user, about, tags, newLife, counts, history, valuesVersion, fork, deletedAt);
    }

    public Run with(RunCounts newCounts) {
        return new Run(id, project, name, user, about, tags, life, newCounts, history, valuesVersion, fork, deletedAt);
    }

    public Run with(HistoryId newHistory) {
        return new Run(id, project, name, user, about, tags, life, counts, newHistory, valuesVersion, fork, deletedAt);
    }

    public RunState state() {
        return life.state();
    }
}
