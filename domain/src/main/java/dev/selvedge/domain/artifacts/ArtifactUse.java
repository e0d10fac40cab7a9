package dev.selvedge.domain.artifacts;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.runs.RunId;
import dev.selvedge.platform.Fault;
import java.time.Clock;

/** A run declares what it reads. */
public final class ArtifactUse {

    private final ArtifactLookup lookup;
    private final UsageStore usage;
    private final ArtifactProjects projects;
    private final ArtifactRuns runs;
    private final Clock clock;

    public ArtifactUse(
            ArtifactLookup lookup, UsageStore usage, ArtifactProjects projects, ArtifactRuns runs, Clock clock) {
        this.lookup = lookup;
        this.usage = usage;
        this.projects = projects;
        this.runs = runs;
        this.clock = clock;
    }

    public Artifact use(Caller caller, ArtifactId id, String entity, String project, String runName, String usedAs) {
        Artifact artifact = lookup.requireCommitted(caller, id);
        ArtifactProjects.Place place = projects.visible(caller, entity, project)
                .orElseThrow(() -> Fault.notFound("No such project: " + entity + "/" + project));
        projects.requireRunsWritable(caller, place.id());
        RunId run = runs.find(place.id(), runName).orElseThrow(() -> Fault.notFound("No such run: " + runName));
        usage.add(run, id, UsageStore.Role.INPUT, usedAs, clock.instant());
        return artifact;
    }
}
