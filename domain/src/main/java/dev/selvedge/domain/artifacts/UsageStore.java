package dev.selvedge.domain.artifacts;

import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.RunId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which run made or used which version, and which ids clients gave to versions before the server did. */
public interface UsageStore {

    enum Role {
        INPUT,
        OUTPUT
    }

    /** Repeating it changes nothing but a newly given {@code usedAs}. */
    void add(RunId run, ArtifactId artifact, Role role, String usedAs, Instant now);

    /** Oldest version first; deleted ones are left out. */
    List<ArtifactId> artifacts(RunId run, Role role, Optional<ArtifactId> after, int limit);

    /** The same of many runs at once: of each its first versions, at most so many; runs without any are left out. */
    Map<RunId, List<ArtifactId>> firstArtifacts(Collection<RunId> runs, Role role, int limit);

    /** How many versions of each project; deleted ones are left out. */
    Map<ProjectId, Integer> count(RunId run, Role role);

    /** Oldest run first; deleted ones are left out. */
    List<RunId> runs(ArtifactId artifact, Role role, Optional<RunId> after, int limit);

    /** Of deleted runs none is counted; versions without any are left out. */
    Map<ArtifactId, Integer> countRuns(Collection<ArtifactId> artifacts, Role role);

    void mapClientId(String clientId, String serverId);

    /** The global id of a version or sequence. */
    Optional<String> serverId(String clientId);
}
