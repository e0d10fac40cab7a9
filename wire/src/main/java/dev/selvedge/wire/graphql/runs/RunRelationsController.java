package dev.selvedge.wire.graphql.runs;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.selvedge.domain.people.People;
import dev.selvedge.domain.people.User;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.Project;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.projects.Projects;
import dev.selvedge.domain.runs.Run;
import dev.selvedge.wire.graphql.Immediate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.stereotype.Controller;

/** Whose a run is and where it belongs, for all runs of an answer at once. */
@Controller
class RunRelationsController {

    private final People people;
    private final Projects projects;

    RunRelationsController(People people, Projects projects) {
        this.people = people;
        this.projects = projects;
    }

    @Immediate
    @BatchMapping(typeName = "Run")
    Map<Run, User> user(List<Run> runs) {
        Set<UserId> ids = runs.stream().map(Run::user).collect(Collectors.toSet());
        Map<UserId, User> users = people.find(ids).stream().collect(toMap(User::id, identity()));
        Map<Run, User> answer = new HashMap<>();
        runs.forEach(run -> answer.put(run, users.get(run.user())));
        return answer;
    }

    @Immediate
    @BatchMapping(typeName = "Run")
    Map<Run, Project> project(List<Run> runs) {
        Set<ProjectId> ids = runs.stream().map(Run::project).collect(Collectors.toSet());
        Map<ProjectId, Project> found = projects.find(ids).stream().collect(toMap(Project::id, identity()));
        Map<Run, Project> answer = new HashMap<>();
        runs.forEach(run -> answer.put(run, found.get(run.project())));
        return answer;
    }
}
