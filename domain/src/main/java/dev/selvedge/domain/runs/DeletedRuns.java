package dev.selvedge.domain.runs;

import dev.selvedge.platform.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Frees the rows of runs that have been in the trash for long enough, or whose project has; until then they can be restored
 * whole.
 */
public final class DeletedRuns {

    private static final int BATCH = 100;

    private final RunStore runs;
    private final RunHistories histories;
    private final RunArchives archives;
    private final Transactions transactions;
    private final Duration kept;
    private final Clock clock;

    public DeletedRuns(
            RunStore runs,
            RunHistories histories,
            RunArchives archives,
            Transactions transactions,
            Duration kept,
            Clock clock) {
        this.runs = runs;
        this.histories = histories;
        this.archives = archives;
        this.transactions = transactions;
        this.kept = kept;
        this.clock = clock;
    }

    /** Returns how many runs that were. */
    public int freeRows() {
        Instant before = clock.instant().minus(kept);
        deleteThoseOfProjects(before);
        int freed = 0;
        List<RunId> some = runs.deletedWithRows(before, BATCH);
        while (!some.isEmpty()) {
            for (RunId id : some) {
                transactions.inTransaction(() -> {
                    runs.lock(id).ifPresent(run -> free(run, before));
                    return null;
                });
            }
            freed += some.size();
            some = some.size() < BATCH ? List.of() : runs.deletedWithRows(before, BATCH);
        }
        return freed;
    }

    /** A project of a user or a team that is deleted takes its runs along; their files then go like those of deleted runs. */
    private void deleteThoseOfProjects(Instant before) {
        List<RunId> some = runs.leftInProjectsDeletedBefore(before, BATCH);
        while (!some.isEmpty()) {
            List<RunId> doomed = some;
            transactions.inTransaction(() -> {
                // with their project they have been in the trash for all that time
                runs.setDeleted(doomed, before.minusMillis(1));
                return null;
            });
            some = some.size() < BATCH ? List.of() : runs.leftInProjectsDeletedBefore(before, BATCH);
        }
    }

    private void free(Run run, Instant before) {
        if (run.isDeleted() && run.deletedAt().isBefore(before)) {
            histories.delete(run.history());
            archives.dropAll(run.id());
            // a run is never without a history, also one that is restored later
            runs.save(run.with(histories.create()).with(new RunCounts(0, 0, 0, null)));
        }
    }
}
