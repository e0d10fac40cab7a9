package dev.selvedge.wire.graphql.runs;

import dev.selvedge.domain.runs.Run;
import dev.selvedge.domain.runs.RunConfig;
import dev.selvedge.domain.runs.RunDocuments;
import dev.selvedge.domain.runs.RunEnvironment;
import dev.selvedge.domain.runs.RunId;
import dev.selvedge.domain.runs.RunJson;
import dev.selvedge.domain.runs.RunTexts;
import dev.selvedge.domain.runs.RunTime;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** What comes out of a run's config and summary. */
@Controller
@SchemaMapping(typeName = "Run")
class RunDocumentsController {

    @SchemaMapping
    CompletableFuture<String> config(Run run, @Argument List<String> keys, DataLoader<Run, RunTexts> texts) {
        return texts.load(run).thenApply(found -> RunJson.restricted(found.config(), keys));
    }

    @SchemaMapping
    CompletableFuture<String> summaryMetrics(Run run, @Argument List<String> keys, DataLoader<Run, RunTexts> texts) {
        return texts.load(run).thenApply(found -> RunJson.restricted(found.summary(), keys));
    }

    @SchemaMapping
    CompletableFuture<String> systemMetrics(Run run, DataLoader<RunId, RunDocuments> documents) {
        return documents.load(run.id()).thenApply(RunDocuments::systemMetrics);
    }

    @SchemaMapping
    CompletableFuture<String> wandbConfig(Run run, @Argument List<String> keys, DataLoader<Run, RunTexts> texts) {
        return texts.load(run)
                .thenApply(found -> RunConfig.parse(found.config()).internal(keys));
    }

    @SchemaMapping
    CompletableFuture<RunEnvironment> runInfo(Run run, DataLoader<Run, RunTexts> texts) {
        return texts.load(run).thenApply(found -> RunEnvironment.of(RunConfig.parse(found.config()), run.about()));
    }

    @SchemaMapping
    CompletableFuture<Long> computeSeconds(Run run, DataLoader<Run, RunTexts> texts) {
        return texts.load(run)
                .thenApply(found -> RunTime.active(run, found.summary()).toSeconds());
    }
}
