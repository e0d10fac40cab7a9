package dev.selvedge.domain.artifacts;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.runs.RunId;
import dev.selvedge.domain.runs.RunOutputs;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Lets the runs room delete a run together with the versions it logged. */
public final class OutputsOfRuns implements RunOutputs {

    private static final int BATCH = 500;

    private final UsageStore usage;
    private final ArtifactEdits edits;

    public OutputsOfRuns(UsageStore usage, ArtifactEdits edits) {
        this.usage = usage;
        this.edits = edits;
    }

    @Override
    public void delete(Caller caller, Collection<RunId> runs) {
        runs.forEach(run -> delete(caller, run));
    }

    private void delete(Caller caller, RunId run) {
        // deleted versions leave the list, so its beginning is always the next batch
        List<ArtifactId> batch;
        do {
            batch = usage.artifacts(run, UsageStore.Role.OUTPUT, Optional.empty(), BATCH);
            batch.forEach(version -> edits.delete(caller, version, true));
        } while (batch.size() == BATCH);
    }
}
