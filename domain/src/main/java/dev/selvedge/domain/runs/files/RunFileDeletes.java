package dev.selvedge.domain.runs.files;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.Run;
import dev.selvedge.domain.runs.RunId;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Transactions;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Deletes files of runs. */
public final class RunFileDeletes {

    private final RunFileStore files;
    private final FileAccess access;
    private final Transactions transactions;
    private final Clock clock;

    public RunFileDeletes(RunFileStore files, FileAccess access, Transactions transactions, Clock clock) {
        this.files = files;
        this.access = access;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * All of them, or none: NOT_FOUND when one is of a run the caller may not see or of another project than
     * {@code projectOrNull}, DENIED when one may not be changed. Files that are gone already are passed over, as clients
     * try again after a lost answer.
     */
    public void delete(Caller caller, Collection<FileId> ids, ProjectId projectOrNull) {
        caller.requireSignedIn();
        transactions.inTransaction(() -> {
            List<RunFile> found = files.find(new LinkedHashSet<>(ids));
            Map<RunId, Run> runs = new HashMap<>();
            for (RunFile file : found) {
                Run run = runs.computeIfAbsent(
                        file.run(),
                        id -> access.find(caller, id)
                                .filter(visible -> projectOrNull == null || projectOrNull.equals(visible.project()))
                                .orElseThrow(() -> Fault.notFound("No such file")));
                access.requireWrite(caller, run);
            }
            forget(files, found, clock.instant());
        });
    }

    /** Within a transaction. The bytes stay a while, for downloads that are running. */
    static void forget(RunFileStore files, List<RunFile> gone, Instant now) {
        Set<FileId> ids = new LinkedHashSet<>(gone.stream().map(RunFile::id).toList());
        List<String> keys = Stream.concat(
                        gone.stream()
                                .filter(RunFile::isThere)
                                .map(file -> file.content().key()),
                        files.uploads(ids).stream().map(RunFileStore.Upload::key))
                .toList();
        files.delete(ids);
        files.discard(keys, now.plus(FileContents.KEEP_REPLACED));
    }
}
