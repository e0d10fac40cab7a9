package dev.selvedge.domain.launch;

import dev.selvedge.domain.people.Action;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.projects.Project;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.RunJson;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Transactions;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes, changes, finds and deletes queues. */
public final class Queues {

    private static final int MOST_IN_PROJECT = 1_000;
    private static final int MOST_AT_ONCE = 100;
    private static final int LONGEST_LINKS = 100_000;

    private final QueueStore store;
    private final ItemStore items;
    private final ResourceConfigs configs;
    private final LaunchAccess access;
    private final Transactions transactions;
    private final Clock clock;

    public Queues(
            QueueStore store,
            ItemStore items,
            ResourceConfigs configs,
            LaunchAccess access,
            Transactions transactions,
            Clock clock) {
        this.store = store;
        this.items = items;
        this.configs = configs;
        this.access = access;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Null prioritization and configuration mean none. */
    public record NewQueue(
            String entity,
            String project,
            String name,
            RunQueue.Access access,
            RunQueue.Prioritization prioritization,
            ResourceConfigId config) {}

    /** A request sent again after a lost answer finds the queue it has made; any other is a CONFLICT. */
    public RunQueue create(Caller caller, NewQueue wish) {
        Caller.SignedIn user = caller.requireSignedIn();
        Project project = access.requireProject(caller, wish.entity(), wish.project());
        access.require(caller, Action.CREATE, project.id());
        LaunchNames.checkQueue(wish.name());
        if (wish.config() != null
                && configs.find(caller, project.entity(), wish.config()).isEmpty()) {
            throw Fault.notFound("No such default resource config");
        }
        RunQueue fresh = new RunQueue(
                null,
                project.id(),
                wish.name(),
                wish.access(),
                wish.prioritization() == null ? RunQueue.Prioritization.DISABLED : wish.prioritization(),
                wish.config(),
                null,
                user.userId(),
                clock.instant());
        Optional<RunQueue> existing = store.find(project.id(), wish.name());
        return existing.isPresent() ? replayed(existing.get(), fresh) : insert(fresh);
    }

    private RunQueue insert(RunQueue fresh) {
        requireRoom(fresh.project());
        try {
            return store.insert(fresh);
        } catch (Fault taken) {
            // two agents that start in a new project both make its default queue
            return replayed(store.find(fresh.project(), fresh.name()).orElseThrow(() -> taken), fresh);
        }
    }

    private void requireRoom(ProjectId project) {
        if (store.ofProject(project).size() >= MOST_IN_PROJECT) {
            throw Fault.invalid("A project has up to " + MOST_IN_PROJECT + " run queues");
        }
    }

    private static RunQueue replayed(RunQueue existing, RunQueue fresh) {
        if (existing.isReplayedBy(fresh)) {
            return existing;
        }
        throw Fault.conflict("The project already has a run queue named " + fresh.name());
    }

    public record UpsertQueue(
            String entity,
            String project,
            String name,
            String resource,
            String config,
            String templateVariables,
            RunQueue.Prioritization prioritization,
            String externalLinks) {}

    /** @param complaints sentences for the user about a configuration that is kept but looks unintended */
    public record Upserted(RunQueue queue, List<String> complaints) {}

    /** The queue is then as described, whatever it was before; what is not named is off. */
    public Upserted upsert(Caller caller, UpsertQueue wish) {
        Caller.SignedIn user = caller.requireSignedIn();
        Project project = access.requireProject(caller, wish.entity(), wish.project());
        access.require(caller, Action.CREATE, project.id());
        LaunchNames.checkQueue(wish.name());
        ResourceConfig config =
                configs.checked(caller, project.entity(), wish.resource(), wish.config(), wish.templateVariables());
        String links = links(wish.externalLinks());
        RunQueue.Prioritization mode =
                wish.prioritization() == null ? RunQueue.Prioritization.DISABLED : wish.prioritization();
        RunQueue fresh = new RunQueue(
                null,
                project.id(),
                wish.name(),
                RunQueue.Access.PROJECT,
                mode,
                null,
                links,
                user.userId(),
                clock.instant());
        RunQueue queue;
        try {
            queue = upsert(caller, fresh, config);
        } catch (Fault madeMeanwhile) {
            if (madeMeanwhile.code() != Fault.Code.CONFLICT) {
                throw madeMeanwhile;
            }
            queue = upsert(caller, fresh, config);
        }
        return new Upserted(queue, ResourceDefaults.complaints(config));
    }

    private RunQueue upsert(Caller caller, RunQueue fresh, ResourceConfig config) {
        return transactions.inTransaction(() -> {
            Optional<RunQueue> existing = store.find(fresh.project(), fresh.name());
            ResourceConfigId kept = store.insert(config).id();
            if (existing.isPresent()) {
                return change(caller, existing.get(), fresh.prioritization(), kept, fresh.externalLinks());
            }
            requireRoom(fresh.project());
            return store.insert(fresh.with(fresh.prioritization(), kept, fresh.externalLinks()));
        });
    }

    private RunQueue change(
            Caller caller, RunQueue existing, RunQueue.Prioritization mode, ResourceConfigId config, String links) {
        access.require(caller, Action.WRITE, existing);
        RunQueue locked = store.lock(existing.id()).orElseThrow(() -> Fault.notFound("No such run queue"));
        RunQueue changed = locked.with(mode, config, links);
        store.save(changed);
        forget(locked.config());
        return changed;
    }

    private void forget(ResourceConfigId config) {
        if (config != null && store.using(config).isEmpty()) {
            store.delete(config);
        }
    }

    private static String links(String text) {
        if (TemplateVariables.isNothing(text)) {
            return null;
        }
        if (text.length() > LONGEST_LINKS) {
            throw Fault.tooLarge("The links of a queue have up to " + LONGEST_LINKS + " characters");
        }
        return RunJson.write(RunJson.parseObject(text, "externalLinks"));
    }

    /** All or none. */
    public void delete(Caller caller, Collection<QueueId> ids) {
        caller.requireSignedIn();
        if (ids.size() > MOST_AT_ONCE) {
            throw Fault.invalid("Up to " + MOST_AT_ONCE + " run queues can be deleted at once");
        }
        transactions.inTransaction(() -> {
            for (QueueId id : new LinkedHashSet<>(ids)) {
                RunQueue queue = store.lock(id).orElseThrow(() -> Fault.notFound("No such run queue"));
                access.require(caller, Action.DELETE, queue);
                store.delete(id);
                forget(queue.config());
            }
        });
    }

    public Optional<RunQueue> find(Caller caller, ProjectId project, String name) {
        return store.find(project, name).filter(queue -> access.maySee(caller, queue));
    }

    /** Those of them that the caller may see. */
    public List<RunQueue> find(Caller caller, Collection<QueueId> ids) {
        return store.find(ids).stream()
                .filter(queue -> access.maySee(caller, queue))
                .toList();
    }

    /** By name. */
    public List<RunQueue> ofProject(Caller caller, ProjectId project) {
        return access.visible(caller, project, store.ofProject(project));
    }

    /** How many items wait, of queues the caller was shown. */
    public Map<QueueId, Integer> waiting(Collection<QueueId> queues) {
        Instant now = clock.instant();
        return items.waiting(queues, now);
    }
}
