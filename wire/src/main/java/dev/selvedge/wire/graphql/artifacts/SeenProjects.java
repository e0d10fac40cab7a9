package dev.selvedge.wire.graphql.artifacts;

import dev.selvedge.domain.artifacts.ArtifactLookup;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.projects.ProjectId;
import graphql.GraphQLContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * A version that is seen by a link names its sequence, type and aliases, which may be in a project that its reader does
 * not see; those lead no further. Each project is asked once for an answer.
 */
@Component
class SeenProjects {

    private final ArtifactLookup lookup;

    SeenProjects(ArtifactLookup lookup) {
        this.lookup = lookup;
    }

    boolean contains(ProjectId project, GraphQLContext context) {
        Caller caller = context.get("caller");
        Map<ProjectId, Boolean> asked =
                context.computeIfAbsent(SeenProjects.class, key -> new ConcurrentHashMap<ProjectId, Boolean>());
        return asked.computeIfAbsent(project, id -> lookup.sees(caller, id));
    }
}
