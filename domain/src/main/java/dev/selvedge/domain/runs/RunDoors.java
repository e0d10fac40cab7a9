package dev.selvedge.domain.runs;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.RightsChanges;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.platform.Fault;
import java.time.Duration;
import java.util.List;

/**
 * Finds the runs that callers may write, and remembers them for a moment: a program sends rows all the time, and each
 * request would ask the same about people and projects again. Changes of rights are seen at once if this process made
 * them, within {@link #KEPT} if another replica did.
 */
public final class RunDoors {

    static final Duration KEPT = Duration.ofSeconds(2);

    private static final int MOST = 20_000;

    private final RunStore runs;
    private final RunProjects projects;
    private final RightsChanges changes;
    private final Cache<Door, Behind> doors;

    private record Door(Caller caller, String entity, String project, String run) {}

    /** @param version of the rights when they were looked at */
    private record Behind(Found found, long version) {}

    /** @param project the run is to be in, which its row may say otherwise of since */
    record Found(ProjectId project, RunId run) {}

    public RunDoors(RunStore runs, RunProjects projects, RightsChanges changes, Ticker ticker) {
        this.runs = runs;
        this.projects = projects;
        this.changes = changes;
        this.doors = Caffeine.newBuilder()
                .expireAfterWrite(KEPT)
                .maximumSize(MOST)
                .ticker(ticker)
                .build();
    }

    /** NOT_FOUND for an unknown run, DENIED or NOT_FOUND where the caller may not write. */
    Found find(Caller caller, String entity, String project, String run) {
        Door door = new Door(caller, entity, project, run);
        long version = changes.version();
        Behind known = doors.getIfPresent(door);
        if (known != null && known.version() == version) {
            return known.found();
        }
        Found found = look(caller, entity, project, run);
        doors.put(door, new Behind(found, version));
        return found;
    }

    private Found look(Caller caller, String entity, String project, String run) {
        ProjectId inside = projects.findToWrite(caller, entity, project);
        RunId id = runs.named(inside, List.of(run)).stream()
                .findFirst()
                .orElseThrow(() -> Fault.notFound("There is no run " + entity + "/" + project + "/" + run));
        return new Found(inside, id);
    }
}
