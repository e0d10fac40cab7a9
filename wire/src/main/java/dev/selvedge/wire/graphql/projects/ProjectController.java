package dev.selvedge.wire.graphql.projects;

import dev.selvedge.domain.people.Access;
import dev.selvedge.domain.people.Action;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.Entity;
import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.people.People;
import dev.selvedge.domain.people.Resource;
import dev.selvedge.domain.people.Teams;
import dev.selvedge.domain.people.User;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.Project;
import dev.selvedge.domain.projects.ProjectIcon;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.projects.Projects;
import dev.selvedge.domain.projects.Usages;
import dev.selvedge.platform.GlobalId;
import dev.selvedge.wire.graphql.Connection;
import dev.selvedge.wire.graphql.Immediate;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Finding projects, and what a project says of itself. */
@Controller
final class ProjectController {

    private static final int PAGE = 50;

    private final Projects projects;
    private final Teams teams;
    private final People people;
    private final Access access;
    private final Usages usages;

    ProjectController(Projects projects, Teams teams, People people, Access access, Usages usages) {
        this.projects = projects;
        this.teams = teams;
        this.people = people;
        this.access = access;
        this.usages = usages;
    }

    @QueryMapping
    Project project(@Argument String entityName, @Argument String name, @ContextValue Caller caller) {
        return projects.find(caller, entityName, name).orElse(null);
    }

    @QueryMapping
    Project model(@Argument String entityName, @Argument String name, @ContextValue Caller caller) {
        return projects.find(caller, entityName, name).orElse(null);
    }

    @QueryMapping
    Connection<Project> models(
            @Argument String entityName, @Argument Integer first, @Argument String after, @ContextValue Caller caller) {
        return Connection.of(projects.list(caller, entityName, first == null ? PAGE : first, after));
    }

    @Immediate
    @SchemaMapping(typeName = "Project")
    String id(Project project) {
        return GlobalId.encode("Project", project.id().value());
    }

    @Immediate
    @SchemaMapping(typeName = "Project")
    String internalId(Project project) {
        return GlobalId.encode("ProjectInternalId", project.id().value());
    }

    @Immediate
    @SchemaMapping(typeName = "Project")
    String access(Project project) {
        return project.access().name();
    }

    @Immediate
    @SchemaMapping(typeName = "Project")
    String description(Project project) {
        return project.about().description();
    }

    @Immediate
    @SchemaMapping(typeName = "Project")
    String dockerImage(Project project) {
        return project.about().dockerImage();
    }

    @Immediate
    @SchemaMapping(typeName = "Project")
    String repo(Project project) {
        return project.about().repo();
    }

    @Immediate
    @SchemaMapping(typeName = "Project")
    String views(Project project) {
        return project.about().views();
    }

    @Immediate
    @SchemaMapping(typeName = "Project")
    boolean isBenchmark(Project project) {
        return project.about().benchmark();
    }

    @Immediate
    @SchemaMapping(typeName = "Project")
    boolean allowAllArtifactTypesInRegistry(Project project) {
        return project.about().allArtifactTypes();
    }

    @Immediate
    @SchemaMapping(typeName = "Project")
    ProjectIcon icon(Project project) {
        return project.about().icon();
    }

    @Immediate
    @SchemaMapping(typeName = "Project")
    Instant lastActive(Project project) {
        return project.lastActiveAt();
    }

    /** Whether the caller may only look. */
    @SchemaMapping(typeName = "Project")
    boolean readOnly(Project project, @ContextValue Caller caller) {
        return !access.allowed(caller, Action.CREATE, Resource.run(project.id()));
    }

    /** Whether the caller may change its name, access and members. */
    @SchemaMapping(typeName = "Project")
    boolean manageable(Project project, @ContextValue Caller caller) {
        return access.allowed(caller, Action.MANAGE, Resource.project(project.id()));
    }

    @BatchMapping(typeName = "Project")
    Map<Project, Long> storageBytes(List<Project> of) {
        Map<ProjectId, Long> bytes = usages.bytes(of.stream().map(Project::id).toList());
        return answers(of, project -> bytes.get(project.id()));
    }

    @Immediate
    @BatchMapping(typeName = "Project")
    Map<Project, Entity> entity(List<Project> of) {
        Map<EntityId, Entity> entities = teams
                .find(of.stream().map(Project::entity).distinct().toList())
                .stream()
                .collect(Collectors.toMap(Entity::id, each -> each));
        return answers(of, project -> entities.get(project.entity()));
    }

    @Immediate
    @BatchMapping(typeName = "Project")
    Map<Project, User> user(List<Project> of) {
        List<UserId> ids = of.stream()
                .map(Project::creator)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        Map<UserId, User> users = people.find(ids).stream().collect(Collectors.toMap(User::id, each -> each));
        return answers(of, project -> users.get(project.creator()));
    }

    private static <T> Map<Project, T> answers(List<Project> of, java.util.function.Function<Project, T> answer) {
        Map<Project, T> answers = new HashMap<>();
        of.forEach(project -> answers.put(project, answer.apply(project)));
        return answers;
    }
}
