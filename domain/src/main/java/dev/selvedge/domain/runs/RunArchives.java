package dev.selvedge.domain.runs;

import dev.selvedge.platform.Fault;
import java.time.Instant;
import java.util.List;

/**
 * Keeps what rewinds cut off, so that a rewind to the wrong step loses nothing. An archive shares the rows that the run
 * kept; it is listed and exported, but is no run: it is in no table, chart or count.
 */
public final class RunArchives {

    /** A program that rewinds in a loop must not fill the disk. */
    static final int MOST = 20;

    private final RunArchiveStore store;
    private final RunHistories histories;

    public RunArchives(RunArchiveStore store, RunHistories histories) {
        this.store = store;
        this.histories = histories;
    }

    /** Joins the caller's transaction; who asks was settled before. */
    void keep(Run run, long rewoundTo, String summary, Instant now) {
        List<RunArchive> before = store.of(run.id());
        int number = before.isEmpty() ? 1 : before.getFirst().number() + 1;
        store.add(
                run.id(),
                new RunArchive(
                        number,
                        run.history(),
                        rewoundTo,
                        run.counts().historyRows(),
                        run.counts().lastStep(),
                        summary,
                        now));
        if (before.size() >= MOST) {
            drop(run.id(), before.subList(MOST - 1, before.size()));
        }
    }

    /** The latest first. For runs that were found for the one who asks. */
    public List<RunArchive> of(Run run) {
        return store.of(run.id());
    }

    public RunArchive require(Run run, int number) {
        return store.find(run.id(), number)
                .orElseThrow(() -> Fault.notFound("The run " + run.name() + " has no archive " + number));
    }

    /** Joins the caller's transaction. */
    void dropAll(RunId run) {
        drop(run, store.of(run));
    }

    private void drop(RunId run, List<RunArchive> archives) {
        archives.forEach(archive -> histories.delete(archive.history()));
        store.remove(run, archives.stream().map(RunArchive::number).toList());
    }
}
