package dev.selvedge.domain.runs.files;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.runs.Run;
import dev.selvedge.domain.runs.RunId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What files ask about runs: whose they are and who may do what with them. */
public interface FileAccess {

    /** Empty when there is no such run, or the caller may not see it. */
    Optional<Run> find(Caller caller, String entity, String project, String run);

    Optional<Run> find(Caller caller, RunId run);

    /** The names under which the run is reached now. */
    Address address(Run run);

    record Address(String entity, String project, String run) {}

    /** Those of the runs that were deleted before this moment and not restored. */
    List<RunId> deletedBefore(Collection<RunId> runs, Instant before);

    /** DENIED unless the caller may write to the run. */
    void requireWrite(Caller caller, Run run);
}
