package dev.selvedge.wire.graphql.artifacts;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.selvedge.domain.artifacts.Artifact;
import dev.selvedge.domain.artifacts.ArtifactDetails;
import dev.selvedge.domain.artifacts.ArtifactId;
import dev.selvedge.domain.artifacts.Listing;
import dev.selvedge.domain.artifacts.UsageStore;
import dev.selvedge.domain.artifacts.VersionCatalog;
import dev.selvedge.domain.runs.RunId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
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
    private final ArtifactDetails details;

    RunArtifactsBatch(BatchLoaderRegistry batches, VersionCatalog catalog, ArtifactDetails details) {
        this.catalog = catalog;
        this.details = details;
        batches.forTypePair(Wish.class, Found.class)
                .registerMappedBatchLoader((wishes, environment) -> Mono.fromCallable(() -> load(wishes)));
    }

    private Map<Wish, Found> load(Set<Wish> wishes) {
        Map<Wish, Listing<ArtifactId>> listings = new HashMap<>();
        wishes.stream()
                .collect(groupingBy(Wish::page, mapping(Wish::run, toList())))
                .forEach((page, runs) -> catalog.ofRuns(runs, page.role(), page.first())
                        .forEach((run, listing) -> listings.put(new Wish(run, page.role(), page.first()), listing)));
        Map<ArtifactId, Artifact> artifacts = details.artifacts(ids(listings.values()));
        Map<Wish, Found> found = new HashMap<>();
        listings.forEach((wish, listing) -> found.put(wish, new Found(Counted.of(listing.map(artifacts::get)))));
        return found;
    }

    private static List<ArtifactId> ids(Collection<Listing<ArtifactId>> listings) {
        return listings.stream()
                .flatMap(listing -> listing.page().items().stream())
                .distinct()
                .toList();
    }
}
