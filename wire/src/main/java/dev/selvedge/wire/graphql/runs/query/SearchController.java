package dev.selvedge.wire.graphql.runs.query;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.runs.query.RunSearch;
import java.util.List;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** {@code Query.search}: what the palette of our pages finds. */
@Controller
class SearchController {

    private final RunSearch search;

    SearchController(RunSearch search) {
        this.search = search;
    }

    record SearchHit(String kind, String entityName, String projectName, String name, String displayName) {}

    @QueryMapping
    List<SearchHit> search(@Argument String query, @Argument Integer first, @ContextValue Caller caller) {
        return search.find(caller, query, first).stream()
                .map(SearchController::hit)
                .toList();
    }

    private static SearchHit hit(RunSearch.Hit hit) {
        String entity = hit.project().entityName();
        String project = hit.project().name();
        return hit.run() == null
                ? new SearchHit("project", entity, project, project, null)
                : new SearchHit(
                        "run",
                        entity,
                        project,
                        hit.run().name(),
                        hit.run().about().displayName());
    }
}
