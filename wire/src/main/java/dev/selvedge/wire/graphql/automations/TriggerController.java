package dev.selvedge.wire.graphql.automations;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.selvedge.domain.artifacts.ArtifactCollection;
import dev.selvedge.domain.artifacts.ArtifactDetails;
import dev.selvedge.domain.artifacts.CollectionId;
import dev.selvedge.domain.automations.Automation;
import dev.selvedge.domain.automations.AutomationAction;
import dev.selvedge.domain.automations.Scope;
import dev.selvedge.domain.automations.firing.Firing;
import dev.selvedge.domain.automations.firing.FiringHistory;
import dev.selvedge.domain.people.Entity;
import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.people.People;
import dev.selvedge.domain.people.Teams;
import dev.selvedge.domain.people.User;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.Project;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.projects.Projects;
import dev.selvedge.domain.runs.RunJson;
import dev.selvedge.platform.GlobalId;
import dev.selvedge.wire.graphql.Connection;
import dev.selvedge.wire.graphql.Immediate;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** The fields of {@code Trigger} and {@code Firing}. */
@Controller
class TriggerController {

    private final FiringHistory history;
    private final Projects projects;
    private final Teams teams;
    private final ArtifactDetails artifacts;
    private final People people;

    TriggerController(FiringHistory history, Projects projects, Teams teams, ArtifactDetails artifacts, People people) {
        this.history = history;
        this.projects = projects;
        this.teams = teams;
        this.artifacts = artifacts;
        this.people = people;
    }

    @Immediate
    @SchemaMapping(typeName = "Trigger")
    String id(Automation automation) {
        return GlobalId.encode("Trigger", automation.id().value());
    }

    record Condition(String eventType, String filter) {}

    /** Clients expect filters of artifact events wrapped once more, and those of runs as they were sent. */
    @Immediate
    @SchemaMapping(typeName = "Trigger")
    Condition triggeringCondition(Automation automation) {
        return new Condition(
                automation.event().name(),
                automation.event().isRunEvent()
                        ? automation.filter()
                        : RunJson.text(Map.of("filter", automation.filter())));
    }

    @Immediate
    @SchemaMapping(typeName = "Trigger")
    AutomationAction triggeredAction(Automation automation) {
        return automation.action();
    }

    @Immediate
    @SchemaMapping(typeName = "Trigger")
    Instant lastExecutedAt(Automation automation) {
        return automation.lastFiredAt();
    }

    @BatchMapping(typeName = "Trigger")
    Map<Automation, Object> scope(List<Automation> shown) {
        Map<EntityId, Entity> entities = teams
                .find(shown.stream()
                        .filter(each -> each.scope().type() == Scope.Type.ENTITY)
                        .map(each -> each.scope().entity())
                        .distinct()
                        .toList())
                .stream()
                .collect(toMap(Entity::id, identity()));
        Map<ProjectId, Project> owners = projects
                .find(shown.stream()
                        .filter(each -> each.scope().type() == Scope.Type.PROJECT)
                        .map(each -> each.scope().project())
                        .distinct()
                        .toList())
                .stream()
                .collect(toMap(Project::id, identity()));
        Map<CollectionId, ArtifactCollection> collections = artifacts.collections(shown.stream()
                .filter(each -> each.scope().type() == Scope.Type.ARTIFACT_COLLECTION)
                .map(each -> new CollectionId(each.scope().id()))
                .distinct()
                .toList());
        return byAutomation(shown, each -> switch (each.scope().type()) {
            case ENTITY -> entities.get(each.scope().entity());
            case PROJECT -> owners.get(each.scope().project());
            case ARTIFACT_COLLECTION ->
                collections.get(new CollectionId(each.scope().id()));
        });
    }

    @BatchMapping(typeName = "Trigger")
    Map<Automation, User> createdBy(List<Automation> shown) {
        Map<UserId, User> users = people
                .find(shown.stream().map(Automation::createdBy).distinct().toList())
                .stream()
                .collect(toMap(User::id, identity()));
        return byAutomation(shown, each -> users.get(each.createdBy()));
    }

    private static <T> Map<Automation, T> byAutomation(List<Automation> shown, Function<Automation, T> answer) {
        Map<Automation, T> answers = new HashMap<>();
        shown.forEach(each -> answers.put(each, answer.apply(each)));
        return answers;
    }

    @SchemaMapping(typeName = "Trigger")
    Connection<Firing> firings(Automation automation, @Argument Integer first, @Argument String after) {
        return Connection.of(history.of(automation.id(), first, after));
    }

    @Immediate
    @SchemaMapping(typeName = "Firing", field = "id")
    String firingId(Firing firing) {
        return GlobalId.encode("Firing", firing.id().value());
    }

    @Immediate
    @SchemaMapping(typeName = "Firing")
    String eventType(Firing firing) {
        return firing.occurrence().event().name();
    }

    @Immediate
    @SchemaMapping(typeName = "Firing")
    String author(Firing firing) {
        return firing.occurrence().author();
    }

    @Immediate
    @SchemaMapping(typeName = "Firing")
    Instant nextAttemptAt(Firing firing) {
        return firing.dueAt();
    }

    @Immediate
    @SchemaMapping(typeName = "Firing")
    String condition(Firing firing) {
        return firing.conditions();
    }

    @SchemaMapping(typeName = "Firing")
    String subject(Firing firing) {
        return firing.conditions() == null
                ? null
                : RunJson.parseObject(firing.conditions(), "conditions")
                        .path("subject")
                        .asString(null);
    }
}
