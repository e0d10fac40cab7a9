package dev.selvedge.domain.launch;

import dev.selvedge.domain.people.Action;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.projects.Project;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.projects.Projects;
import dev.selvedge.domain.runs.RunState;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Page;
import dev.selvedge.platform.Transactions;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Shows items with what became of them, and takes them out of their queues. */
public final class Items {

    /** Clients that look for one item by walking the list do not say how long a list they want. */
    private static final int DEFAULT_PAGE = 100;

    private static final int LARGEST_PAGE = 1_000;

    private final QueueStore queues;
    private final ItemStore items;
    private final LaunchAccess access;
    private final Projects projects;
    private final LaunchedRuns runs;
    private final Transactions transactions;
    private final Clock clock;

    public Items(
            QueueStore queues,
            ItemStore items,
            LaunchAccess access,
            Projects projects,
            LaunchedRuns runs,
            Transactions transactions,
            Clock clock) {
        this.queues = queues;
        this.items = items;
        this.access = access;
        this.projects = projects;
        this.runs = runs;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * An item as it is now.
     *
     * @param state that of the item; FAILED also when its run ended badly
     * @param run the state of its run, null when there is none yet or the caller may not see it
     */
    public record Shown(QueueItem item, ItemState state, RunState run) {}

    /** Of a queue the caller was shown; the newest first. */
    public Page<Shown> ofQueue(Caller caller, RunQueue queue, Integer first, String after) {
        int size = first == null ? DEFAULT_PAGE : Math.clamp(first, 0, LARGEST_PAGE);
        Page<QueueItem> page = items.ofQueue(queue.id(), size, after);
        Map<ItemId, Shown> shown = show(caller, page.items());
        return page.map(item -> shown.get(item.id()));
    }

    /** Of a queue the caller was shown. */
    public Optional<Shown> find(Caller caller, RunQueue queue, ItemId id) {
        return items.find(id)
                .filter(item -> item.queue().equals(queue.id()))
                .map(item -> show(caller, List.of(item)).get(id));
    }

    private Map<ItemId, Shown> show(Caller caller, List<QueueItem> found) {
        Instant now = clock.instant();
        Map<RunTarget, ProjectId> places = places(caller, found);
        Map<ProjectId, Set<String>> names = new HashMap<>();
        places.forEach((target, project) ->
                names.computeIfAbsent(project, p -> new LinkedHashSet<>()).add(target.run()));
        Map<ProjectId, Map<String, RunState>> states = new HashMap<>();
        names.forEach((project, runNames) -> states.put(project, runs.states(project, runNames)));
        Map<ItemId, Shown> shown = new HashMap<>();
        for (QueueItem item : found) {
            ProjectId project = places.get(item.target());
            RunState run = project == null
                    ? null
                    : states.get(project).get(item.target().run());
            shown.put(item.id(), new Shown(item, state(item, run, now), run));
        }
        return shown;
    }

    private static ItemState state(QueueItem item, RunState run, Instant now) {
        boolean endedBadly = run == RunState.FAILED || run == RunState.CRASHED;
        return item.state() == ItemState.CLAIMED && endedBadly ? ItemState.FAILED : item.stateAt(now);
    }

    /** Where the runs of items are that have one, as far as the caller may look. */
    private Map<RunTarget, ProjectId> places(Caller caller, List<QueueItem> found) {
        Map<List<String>, Optional<ProjectId>> byName = new HashMap<>();
        Map<ProjectId, Boolean> readable = new HashMap<>();
        Map<RunTarget, ProjectId> places = new HashMap<>();
        for (QueueItem item : found) {
            RunTarget target = item.target();
            if (item.claimedAt() == null || target.run() == null) {
                continue;
            }
            Optional<ProjectId> project = target.project() != null
                    ? Optional.of(target.project())
                    : target.projectName() == null
                            ? Optional.empty()
                            : byName.computeIfAbsent(
                                    List.of(target.entity(), target.projectName()),
                                    names -> projects.find(caller, names.getFirst(), names.getLast())
                                            .map(Project::id));
            project.filter(id -> readable.computeIfAbsent(id, p -> access.mayReadRuns(caller, p)))
                    .ifPresent(id -> places.put(target, id));
        }
        return places;
    }

    /** Takes the item out, whatever its state; a run that was started for it goes on. */
    public void delete(Caller caller, QueueId queueId, ItemId id) {
        caller.requireSignedIn();
        transactions.inTransaction(() -> {
            RunQueue queue = queues.find(queueId).orElseThrow(() -> Fault.notFound("No such run queue"));
            access.require(caller, Action.DELETE, queue);
            if (!items.delete(queueId, id)) {
                throw Fault.notFound("The run queue has no such item");
            }
        });
    }
}
