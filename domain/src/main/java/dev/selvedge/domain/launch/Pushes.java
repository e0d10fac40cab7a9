package dev.selvedge.domain.launch;

import dev.selvedge.domain.people.Access;
import dev.selvedge.domain.people.Action;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.Entity;
import dev.selvedge.domain.people.Resource;
import dev.selvedge.domain.people.Teams;
import dev.selvedge.domain.projects.Project;
import dev.selvedge.domain.projects.Projects;
import dev.selvedge.domain.runs.RunJson;
import dev.selvedge.platform.Fault;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts runs to start into queues. */
public final class Pushes {

    /** "medium": clients send it to every queue, also to those that know no priorities. */
    public static final int USUAL_PRIORITY = 2;

    private static final int LOWEST_PRIORITY = 4;

    private final QueueStore queues;
    private final ItemStore items;
    private final LaunchAccess launchAccess;
    private final Projects projects;
    private final Teams teams;
    private final Access access;
    private final Clock clock;

    public Pushes(
            QueueStore queues,
            ItemStore items,
            LaunchAccess launchAccess,
            Projects projects,
            Teams teams,
            Access access,
            Clock clock) {
        this.queues = queues;
        this.items = items;
        this.launchAccess = launchAccess;
        this.projects = projects;
        this.teams = teams;
        this.access = access;
        this.clock = clock;
    }

    /**
     * A run to start.
     *
     * @param spec JSON; its entity and project say where the run goes
     * @param priority null for the usual one
     * @param templateVariables JSON of the values chosen, or null
     */
    public record Wish(String spec, Integer priority, String templateVariables) {}

    /**
     * Empty when the project has no queue of that name, which is what makes clients create one named "default".
     *
     * @throws Fault NOT_FOUND when there is no such project
     */
    public Optional<QueueItem> push(Caller caller, String entity, String project, String queueName, Wish wish) {
        caller.requireSignedIn();
        Project found = launchAccess.requireProject(caller, entity, project);
        return queues.find(found.id(), queueName)
                .filter(queue -> launchAccess.maySee(caller, queue))
                .map(queue -> push(caller, queue, wish));
    }

    public QueueItem push(Caller caller, QueueId id, Wish wish) {
        caller.requireSignedIn();
        return push(caller, queues.find(id).orElseThrow(() -> Fault.notFound("No such run queue")), wish);
    }

    private QueueItem push(Caller caller, RunQueue queue, Wish wish) {
        launchAccess.require(caller, Action.CREATE, queue);
        LaunchSpec spec = LaunchSpec.parse(wish.spec());
        ObjectNode chosen = TemplateVariables.isNothing(wish.templateVariables())
                ? RunJson.object()
                : RunJson.parseObject(wish.templateVariables(), "templateVariableValues");
        Optional<ResourceConfig> config = Optional.ofNullable(queue.config()).flatMap(queues::find);
        Map<String, JsonNode> values = Map.of();
        if (config.isPresent()) {
            values = ResourceDefaults.apply(spec, config.get(), chosen);
        } else if (!chosen.isEmpty()) {
            throw Fault.invalid("The queue " + queue.name() + " has no template variables");
        }
        Instant now = clock.instant();
        return items.insert(new QueueItem(
                null,
                queue.id(),
                ItemState.PENDING,
                priority(queue, wish.priority()),
                spec.text(),
                values.isEmpty() ? null : RunJson.write(RunJson.object().setAll(values)),
                target(caller, queue, spec),
                caller.requireSignedIn().author(),
                now,
                null,
                null,
                0,
                null,
                List.of(),
                now,
                now));
    }

    private static int priority(RunQueue queue, Integer wanted) {
        if (wanted == null) {
            return USUAL_PRIORITY;
        }
        if (wanted < 0 || wanted > LOWEST_PRIORITY) {
            throw Fault.invalid("Priorities go from 0, the first, to " + LOWEST_PRIORITY);
        }
        if (!queue.isPrioritized() && wanted != USUAL_PRIORITY) {
            throw Fault.invalid(
                    "The queue " + queue.name() + " has no priorities: name none, or switch them on in the queue");
        }
        return wanted;
    }

    /** Agents have rights of their own, so whoever queues a run is asked for the right to make it. */
    private RunTarget target(Caller caller, RunQueue queue, LaunchSpec spec) {
        String entity = spec.entity() != null ? spec.entity() : entityOf(queue);
        Optional<Project> project =
                spec.project() == null ? Optional.empty() : projects.find(caller, entity, spec.project());
        if (project.isPresent()) {
            access.require(caller, Action.CREATE, Resource.run(project.get().id()));
        } else {
            Entity owner = teams.find(caller, entity).orElseThrow(() -> Fault.notFound("Entity not found: " + entity));
            access.require(caller, Action.CREATE, Resource.entity(owner.id()));
        }
        return new RunTarget(entity, spec.project(), project.map(Project::id).orElse(null), spec.run());
    }

    private String entityOf(RunQueue queue) {
        return projects.find(List.of(queue.project())).getFirst().entityName();
    }
}
