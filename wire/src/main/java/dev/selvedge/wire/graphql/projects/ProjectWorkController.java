package dev.selvedge.wire.graphql.projects;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.selvedge.domain.people.People;
import dev.selvedge.domain.people.User;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.Project;
import dev.selvedge.domain.runs.Workloads;
import java.util.List;
import java.util.Map;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Who has done how much in a project. */
@Controller
final class ProjectWorkController {

    private static final int SHOWN = 1_000;

    private final Workloads workloads;
    private final People people;

    ProjectWorkController(Workloads workloads, People people) {
        this.workloads = workloads;
        this.people = people;
    }

    record Contributor(User user, long runs, double computeSeconds) {}

    @SchemaMapping(typeName = "Project")
    List<Contributor> contributors(Project project) {
        List<Workloads.Work> works =
                workloads.of(project.id()).stream().limit(SHOWN).toList();
        Map<UserId, User> users = people
                .find(works.stream().map(Workloads.Work::user).toList())
                .stream()
                .collect(toMap(User::id, identity()));
        return works.stream()
                .filter(work -> users.containsKey(work.user()))
                .map(work -> new Contributor(
                        users.get(work.user()), work.runs(), work.compute().toMillis() / 1e3))
                .toList();
    }
}
