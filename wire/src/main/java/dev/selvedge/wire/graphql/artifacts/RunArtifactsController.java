package dev.selvedge.wire.graphql.artifacts;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.selvedge.domain.artifacts.Artifact;
import dev.selvedge.domain.artifacts.UsageStore;
import dev.selvedge.domain.artifacts.VersionCatalog;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.People;
import dev.selvedge.domain.runs.Run;
import dev.selvedge.domain.runs.RunQueries;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** What runs read and made, and which runs read or made a version. */
@Controller
class RunArtifactsController {

    private final VersionCatalog catalog;
    private final RunQueries runs;
    private final People people;

    RunArtifactsController(VersionCatalog catalog, RunQueries runs, People people) {
        this.catalog = catalog;
        this.runs = runs;
        this.people = people;
    }

    /** The run that made it; the person where there was no run or it is gone or hidden. */
    @SchemaMapping(typeName = "Artifact")
    Object createdBy(Artifact artifact, @ContextValue Caller caller) {
        Optional<?> run = Optional.ofNullable(artifact.createdByRun()).flatMap(id -> runs.find(caller, id));
        return run.isPresent()
                ? run.get()
                : Optional.ofNullable(artifact.createdByUser())
                        .flatMap(people::find)
                        .orElse(null);
    }

    @SchemaMapping(typeName = "Run")
    CompletableFuture<Counted<Artifact>> inputArtifacts(
            Run run,
            @Argument Integer first,
            @Argument String after,
            @ContextValue Caller caller,
            DataLoader<RunArtifactsBatch.Wish, RunArtifactsBatch.Found> batch) {
        return artifacts(new RunArtifactsBatch.Wish(run.id(), UsageStore.Role.INPUT, first), after, caller, batch);
    }

    @SchemaMapping(typeName = "Run")
    CompletableFuture<Counted<Artifact>> outputArtifacts(
            Run run,
            @Argument Integer first,
            @Argument String after,
            @ContextValue Caller caller,
            DataLoader<RunArtifactsBatch.Wish, RunArtifactsBatch.Found> batch) {
        return artifacts(new RunArtifactsBatch.Wish(run.id(), UsageStore.Role.OUTPUT, first), after, caller, batch);
    }

    /** First pages of all runs in an answer come together; who turns pages does so at one run. */
    private CompletableFuture<Counted<Artifact>> artifacts(
            RunArtifactsBatch.Wish wish,
            String after,
            Caller caller,
            DataLoader<RunArtifactsBatch.Wish, RunArtifactsBatch.Found> batch) {
        if (after == null) {
            return batch.load(wish).thenApply(RunArtifactsBatch.Found::connection);
        }
        return CompletableFuture.completedFuture(
                Counted.of(catalog.ofRun(caller, wish.run(), wish.role(), wish.first(), after)));
    }

    /** Without runs that are deleted or hidden from the caller. */
    @SchemaMapping(typeName = "Artifact")
    Counted<Run> usedBy(
            Artifact artifact, @Argument Integer first, @Argument String after, @ContextValue Caller caller) {
        return Counted.of(catalog.usedBy(
                artifact.id(),
                ids -> runs.find(caller, ids).stream().collect(toMap(Run::id, identity())),
                first,
                after));
    }
}
