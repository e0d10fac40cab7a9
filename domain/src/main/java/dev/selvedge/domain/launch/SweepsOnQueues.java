package dev.selvedge.domain.launch;

import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.projects.Project;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.projects.Projects;
import dev.selvedge.domain.runs.RunJson;
import dev.selvedge.domain.sweeps.Sweep;
import dev.selvedge.domain.sweeps.SweepLaunch;
import dev.selvedge.platform.Fault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Sweeps that are scheduled by a program in a queue, and whose runs wait in one. */
public final class SweepsOnQueues implements SweepLaunch {

    /** Clients write this where the sweep's name belongs, which they do not know yet. */
    private static final String SWEEP_NAME = "WANDB_SWEEP_ID";

    /** From a claim to the program's first words: images are pulled, machines wait for. */
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(30);

    private final Pushes pushes;
    private final ItemStore items;
    private final LaunchAgentStore agents;
    private final Projects projects;
    private final Clock clock;

    public SweepsOnQueues(Pushes pushes, ItemStore items, LaunchAgentStore agents, Projects projects, Clock clock) {
        this.pushes = pushes;
        this.items = items;
        this.agents = agents;
        this.projects = projects;
        this.clock = clock;
    }

    @Override
    public void queueScheduler(Caller caller, Sweep sweep, String scheduler, String templateVariables) {
        ObjectNode wish = RunJson.parseObject(scheduler, "launchScheduler");
        JsonNode runSpec = wish.path("run_spec");
        String text =
                (runSpec.isString() ? runSpec.asString() : RunJson.write(runSpec)).replace(SWEEP_NAME, sweep.name());
        ObjectNode spec = RunJson.parseObject(text, "run_spec");
        Project project = projects.find(List.of(sweep.project())).getFirst();
        String entity = word(spec, "queue_entity", word(spec, "entity", project.entityName()));
        String queueProject = word(wish, "run_queue_project", project.name());
        String queue = word(wish, "queue", "default");
        if (pushes.push(caller, entity, queueProject, queue, new Pushes.Wish(text, null, templateVariables))
                .isEmpty()) {
            throw Fault.notFound("No such run queue: " + queue);
        }
    }

    private static String word(ObjectNode json, String key, String otherwise) {
        JsonNode value = json.path(key);
        return value.isString() && !value.asString().isBlank() ? value.asString() : otherwise;
    }

    @Override
    public Set<String> underway(ProjectId project, Collection<String> runs) {
        if (runs.isEmpty()) {
            return Set.of();
        }
        List<QueueItem> found = items.aboutRuns(project, runs);
        Map<LaunchAgentId, LaunchAgent> known = agents
                .find(found.stream()
                        .map(QueueItem::lease)
                        .filter(Objects::nonNull)
                        .map(QueueItem.Lease::agent)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList())
                .stream()
                .collect(toMap(LaunchAgent::id, Function.identity()));
        Instant now = clock.instant();
        return found.stream()
                .filter(item -> mayBegin(item, known, now))
                .map(item -> item.target().run())
                .collect(toSet());
    }

    private static boolean mayBegin(QueueItem item, Map<LaunchAgentId, LaunchAgent> known, Instant now) {
        if (item.state() != ItemState.CLAIMED) {
            return true;
        }
        LaunchAgent agent =
                item.lease().agent() == null ? null : known.get(item.lease().agent());
        boolean watched = agent != null && agent.status() != LaunchAgent.Status.KILLED && !agent.isLost(now);
        return watched
                || requireNonNullElse(item.claimedAt(), item.updatedAt())
                        .plus(STARTS_WITHIN)
                        .isAfter(now);
    }
}
