package dev.selvedge.domain.runs;

import dev.selvedge.domain.people.Caller;
import java.util.Collection;

/** What a run has made outside this room and may take along when it is deleted. Joins the caller's transaction. */
public interface RunOutputs {

    /** Deletes the artifact versions that the runs logged, with their aliases. */
    void delete(Caller caller, Collection<RunId> runs);
}
