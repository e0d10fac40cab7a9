package dev.selvedge.domain.launch;

import dev.selvedge.domain.people.Action;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.projects.Project;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.RunJson;
import dev.selvedge.platform.Fault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Agents register, say every few seconds what they do, and may be asked to end themselves. */
public final class LaunchAgents {

    private static final int MOST_QUEUES = 100;
    private static final int MOST_SHOWN = 100;
    private static final int LONGEST_CONFIG = 1 << 20;
    private static final int LONGEST_WORD = 255;

    /** Agents with several queues ask every few seconds; their sign of life need not be finer. */
    private static final Duration HEARD_EVERY = Duration.ofSeconds(10);

    private final LaunchAgentStore store;
    private final QueueStore queues;
    private final LaunchAccess access;
    private final Clock clock;

    public LaunchAgents(LaunchAgentStore store, QueueStore queues, LaunchAccess access, Clock clock) {
        this.store = store;
        this.queues = queues;
        this.access = access;
        this.clock = clock;
    }

    public record NewAgent(
            String entity, String project, String hostname, List<QueueId> queues, String config, String version) {}

    public LaunchAgent register(Caller caller, NewAgent wish) {
        Caller.SignedIn user = caller.requireSignedIn();
        Project project = access.requireProject(caller, wish.entity(), wish.project());
        access.require(caller, Action.CREATE, project.id());
        List<QueueId> ids = List.copyOf(new LinkedHashSet<>(wish.queues()));
        if (ids.isEmpty() || ids.size() > MOST_QUEUES) {
            throw Fault.invalid("An agent takes from 1 to " + MOST_QUEUES + " run queues");
        }
        List<RunQueue> found = queues.find(ids).stream()
                .filter(queue -> queue.project().equals(project.id()))
                .toList();
        if (access.visible(caller, project.id(), found).size() < ids.size()) {
            throw Fault.notFound("No such run queue");
        }
        Instant now = clock.instant();
        return store.insert(new LaunchAgent(
                null,
                project.id(),
                LaunchNames.inventAgent(RandomGenerator.getDefault()),
                user.userId(),
                cut(wish.hostname()),
                ids,
                config(wish.config()),
                cut(wish.version()),
                LaunchAgent.Status.POLLING,
                false,
                now,
                now));
    }

    private static String config(String text) {
        if (TemplateVariables.isNothing(text)) {
            return null;
        }
        if (text.length() > LONGEST_CONFIG) {
            throw Fault.tooLarge("An agent's configuration has up to " + LONGEST_CONFIG + " characters");
        }
        RunJson.parseObject(text, "agentConfig");
        return text;
    }

    private static String cut(String text) {
        return text == null || text.length() <= LONGEST_WORD ? text : text.substring(0, LONGEST_WORD);
    }

    /** Empty too when the caller may not see it. */
    public Optional<LaunchAgent> find(Caller caller, LaunchAgentId id) {
        return store.find(id).filter(agent -> access.maySee(caller, agent.project()));
    }

    /** What an agent does now, which is a sign of life. Only whoever started it speaks for it. */
    public void report(Caller caller, LaunchAgentId id, LaunchAgent.Status status) {
        LaunchAgent agent = own(caller, id);
        store.heard(id, status == null ? agent.status() : status, clock.instant());
    }

    /** Asks an agent to end itself, or takes that back. */
    public void setStopPolling(Caller caller, LaunchAgentId id, boolean stop) {
        caller.requireSignedIn();
        LaunchAgent agent = find(caller, id).orElseThrow(() -> Fault.notFound("No such launch agent"));
        access.require(caller, isOwn(caller, agent) ? Action.WRITE : Action.MANAGE, agent.project());
        store.setStopPolling(id, stop);
    }

    /** The agent asks for work in {@code project}. */
    LaunchAgent heard(Caller caller, LaunchAgentId id, ProjectId project) {
        LaunchAgent agent = own(caller, id);
        if (!agent.project().equals(project)) {
            throw Fault.notFound("No such launch agent");
        }
        Instant now = clock.instant();
        if (agent.heartbeatAt().plus(HEARD_EVERY).isBefore(now)) {
            store.heard(id, agent.status(), now);
        }
        return agent;
    }

    private LaunchAgent own(Caller caller, LaunchAgentId id) {
        caller.requireSignedIn();
        LaunchAgent agent = find(caller, id).orElseThrow(() -> Fault.notFound("No such launch agent"));
        if (!isOwn(caller, agent)) {
            throw Fault.denied("Permission denied: the launch agent is somebody else's");
        }
        access.require(caller, Action.WRITE, agent.project());
        return agent;
    }

    private static boolean isOwn(Caller caller, LaunchAgent agent) {
        return caller.requireSignedIn().userId().equals(agent.user());
    }

    /** Agents of a queue the caller was shown, the last heard first. */
    public List<LaunchAgent> ofQueue(QueueId queue) {
        return store.ofQueue(queue, MOST_SHOWN);
    }

    /** Agents of items the caller was shown. */
    public List<LaunchAgent> find(List<LaunchAgentId> ids) {
        return store.find(ids);
    }

    public boolean isLost(LaunchAgent agent) {
        return agent.isLost(clock.instant());
    }
}
