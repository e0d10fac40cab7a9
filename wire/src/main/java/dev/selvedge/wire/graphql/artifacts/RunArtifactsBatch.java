package dev.selvedge.wire.graphql.artifacts;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.selvedge.domain.artifacts.Artifact;
import dev.selvedge.domain.artifacts.UsageStore;
import dev.selvedge.domain.artifacts.VersionCatalog;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.runs.RunId;
import graphql.GraphQLContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What the runs of an answer read and made comes by one query for each role. */
@Component
class RunArtifactsBatch {

    /** The first page of a run. */
    record Wish(RunId run, UsageStore.Role role, Integer first) {

        private Page page() {
            return new Page(role, first);
        }
    }

    private record Page(UsageStore.Role role, Integer first) {}

    record Found(Counted<Artifact> connection) {}

    private final VersionCatalog catalog;

    RunArtifactsBatch(BatchLoaderRegistry batches, VersionCatalog catalog) {
        this.catalog = catalog;
        batches.forTypePair(Wish.class, Found.class)
                .registerMappedBatchLoader((wishes, environment) -> Mono.fromCallable(() -> {
                    GraphQLContext context = environment.getContext();
                    return load(wishes, context.get("caller"));
                }));
    }

    private Map<Wish, Found> load(Set<Wish> wishes, Caller caller) {
        Map<Wish, Found> found = new HashMap<>();
        wishes.stream()
                .collect(groupingBy(Wish::page, mapping(Wish::run, toList())))
                .forEach((page, runs) -> catalog.ofRuns(caller, runs, page.role(), page.first())
                        .forEach((run, listing) ->
                                found.put(new Wish(run, page.role(), page.first()), new Found(Counted.of(listing)))));
        return found;
    }
}
