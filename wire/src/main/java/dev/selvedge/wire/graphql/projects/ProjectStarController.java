package dev.selvedge.wire.graphql.projects;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.projects.Project;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.projects.ProjectStars;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** Stars of the caller. No released client sets them: the names are ours. */
@Controller
final class ProjectStarController {

    private final ProjectStars stars;

    ProjectStarController(ProjectStars stars) {
        this.stars = stars;
    }

    record StarInput(String projectId, String clientMutationId) {}

    record StarPayload(Project project, String clientMutationId) {}

    @MutationMapping
    StarPayload starProject(@Argument StarInput input, @ContextValue Caller caller) {
        Project project = stars.star(caller, ProjectMutations.id(input.projectId()));
        return new StarPayload(project, input.clientMutationId());
    }

    @MutationMapping
    StarPayload unstarProject(@Argument StarInput input, @ContextValue Caller caller) {
        Project project = stars.unstar(caller, ProjectMutations.id(input.projectId()));
        return new StarPayload(project, input.clientMutationId());
    }

    @BatchMapping(typeName = "Project")
    Map<Project, Boolean> starred(List<Project> of, @ContextValue Caller caller) {
        Set<ProjectId> starred =
                stars.starred(caller, of.stream().map(Project::id).distinct().toList());
        Map<Project, Boolean> answers = new HashMap<>();
        of.forEach(project -> answers.put(project, starred.contains(project.id())));
        return answers;
    }
}
