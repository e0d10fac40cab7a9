package dev.selvedge.wire.graphql.runs;

import dev.selvedge.domain.runs.Run;
import dev.selvedge.domain.runs.RunDocuments;
import dev.selvedge.domain.runs.RunId;
import dev.selvedge.domain.runs.RunQueries;
import dev.selvedge.domain.runs.RunTexts;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Configs and summaries of all runs in an answer come by one query. */
@Component
class RunDocumentsBatch {

    RunDocumentsBatch(BatchLoaderRegistry batches, RunQueries runs) {
        batches.forTypePair(RunId.class, RunDocuments.class)
                .registerMappedBatchLoader((ids, environment) -> Mono.fromCallable(() -> runs.documents(ids)));
        batches.forTypePair(Run.class, RunTexts.class)
                .registerMappedBatchLoader((found, environment) -> Mono.fromCallable(() -> runs.texts(found)));
    }
}
