package dev.selvedge.storage.contract.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.domain.launch.ItemId;
import dev.selvedge.domain.launch.ItemProblem;
import dev.selvedge.domain.launch.ItemState;
import dev.selvedge.domain.launch.ItemStore;
import dev.selvedge.domain.launch.Items;
import dev.selvedge.domain.launch.LaunchAgent;
import dev.selvedge.domain.launch.LaunchAgentId;
import dev.selvedge.domain.launch.LaunchAgentStore;
import dev.selvedge.domain.launch.LaunchAgents;
import dev.selvedge.domain.launch.Pushes;
import dev.selvedge.domain.launch.QueueId;
import dev.selvedge.domain.launch.QueueItem;
import dev.selvedge.domain.launch.QueueStore;
import dev.selvedge.domain.launch.Queues;
import dev.selvedge.domain.launch.ResourceConfig;
import dev.selvedge.domain.launch.RunQueue;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.EntityStore;
import dev.selvedge.domain.people.UserStore;
import dev.selvedge.domain.projects.Project;
import dev.selvedge.domain.projects.ProjectAccess;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.projects.ProjectStore;
import dev.selvedge.domain.runs.RunState;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Page;
import dev.selvedge.platform.Transactions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Stores that are empty before each test. */
public abstract class LaunchContract {

    private static final String PROJECT = "model-registry";
    private static final String SPEC = "{\"job\":\"team/p/job:v0\",\"entity\":\"team\",\"project\":\"p\"}";

    private LaunchRoom room;
    private Caller ada;
    private Caller bob;
    private Caller viewer;
    private Caller admin;
    private Caller stranger;

    protected abstract QueueStore queues();

    protected abstract ItemStore items();

    protected abstract LaunchAgentStore agents();

    protected abstract UserStore users();

    protected abstract EntityStore entities();

    protected abstract ProjectStore projects();

    protected abstract Transactions transactions();

    @BeforeEach
    void aTeam() {
        room = new LaunchRoom(queues(), items(), agents(), users(), entities(), projects(), transactions());
        ada = room.person("ada", "member");
        bob = room.person("bob", "member");
        viewer = room.person("vera", "viewer");
        admin = room.person("root", "admin");
        stranger = room.person("sam", null);
    }

    @Test
    void aQueueIsReadBackAsItWasMadeAndARequestSentAgainFindsIt() {
        RunQueue queue = queue("q");
        assertThat(queue("q")).isEqualTo(queue);
        assertThat(room.queues.find(viewer, queue.project(), "q")).contains(queue);
        assertThat(room.queues.find(viewer, queue.project(), "Q")).isEmpty();
        assertThat(room.queues.ofProject(viewer, queue.project())).containsExactly(queue);
        refuses(Fault.Code.CONFLICT, () -> create(bob, "q", RunQueue.Access.PROJECT));
        refuses(Fault.Code.CONFLICT, () -> create(ada, "q", RunQueue.Access.USER));
    }

    @Test
    void namesThatAgentsOrPagesCannotCarryAreRefused() {
        for (String name : new String[] {"", " ", "a,b", "a/b", " a", "a\nb", "x".repeat(65)}) {
            refuses(Fault.Code.INVALID, () -> queue(name));
        }
        assertThat(queue("x".repeat(64)).name()).hasSize(64);
    }

    @Test
    void onlyThoseWhoMayMakeQueuesDo() {
        refuses(Fault.Code.DENIED, () -> create(viewer, "q", RunQueue.Access.PROJECT));
        refuses(Fault.Code.NOT_FOUND, () -> create(stranger, "q", RunQueue.Access.PROJECT));
        refuses(Fault.Code.UNAUTHENTICATED, () -> create(Caller.ANONYMOUS, "q", RunQueue.Access.PROJECT));
        assertThat(create(admin, "q", RunQueue.Access.PROJECT)).isNotNull();
    }

    @Test
    void aQueueOfOnesOwnIsThereForItsMakerAndForAdmins() {
        RunQueue own = create(ada, "own", RunQueue.Access.USER);
        assertThat(room.queues.find(bob, own.project(), "own")).isEmpty();
        assertThat(room.queues.ofProject(bob, own.project())).isEmpty();
        assertThat(room.queues.find(ada, own.project(), "own")).contains(own);
        assertThat(room.queues.ofProject(admin, own.project())).containsExactly(own);
        assertThat(room.pushes.push(bob, "team", PROJECT, "own", wish(SPEC))).isEmpty();
        refuses(Fault.Code.NOT_FOUND, () -> room.pushes.push(bob, own.id(), wish(SPEC)));
        refuses(Fault.Code.NOT_FOUND, () -> pop(bob, "own"));
        refuses(Fault.Code.NOT_FOUND, () -> room.queues.delete(bob, List.of(own.id())));
        refuses(Fault.Code.NOT_FOUND, () -> agent(bob, own.id()));
    }

    @Test
    void anUpsertReplacesWhatTheQueueSaidAndForgetsTheOldConfiguration() {
        Queues.Upserted first =
                upsert("{\"resource_args\":{\"local-container\":{\"cpus\":\"{{cpu}}\"}}}", """
                {"cpu": {"schema": {"type": "integer", "minimum": 1}}}""", "{\"links\":[]}");
        assertThat(first.complaints()).isEmpty();
        assertThat(first.queue().externalLinks()).isEqualTo("{\"links\":[]}");
        ResourceConfig config = config(first.queue());
        assertThat(config.variables()).hasSize(1);
        Pushes.Wish chosen = new Pushes.Wish(SPEC, null, "{\"cpu\":3}");
        QueueItem item = room.pushes.push(ada, "team", PROJECT, "up", chosen).orElseThrow();
        assertThat(items().find(item.id()).orElseThrow().templateValues()).isEqualTo("{\"cpu\":3}");
        Queues.Upserted second = upsert("{\"resource_args\":{\"local-container\":{\"cpus\":{}}}}", null, null);
        assertThat(second.queue().id()).isEqualTo(first.queue().id());
        assertThat(second.complaints()).hasSize(1);
        assertThat(second.queue().externalLinks()).isNull();
        assertThat(config(second.queue()).variables()).isEmpty();
        QueueItem plain =
                room.pushes.push(ada, "team", PROJECT, "up", wish(SPEC)).orElseThrow();
        assertThat(items().find(plain.id()).orElseThrow().templateValues()).isNull();
        assertThat(queues().find(config.id())).isEmpty();
    }

    @Test
    void aConfigurationIsSeenByMembersAndByThoseWhoSeeAQueueThatUsesIt() {
        ResourceConfig loose = room.configs.create(ada, "team", "kubernetes", "{\"resource_args\":{}}", null);
        assertThat(room.configs.find(bob, room.team.id(), loose.id())).contains(loose);
        assertThat(room.configs.find(viewer, room.team.id(), loose.id())).isEmpty();
        assertThat(room.configs.find(stranger, room.team.id(), loose.id())).isEmpty();
        room.queues.create(ada, new Queues.NewQueue("team", PROJECT, "q", RunQueue.Access.PROJECT, null, loose.id()));
        assertThat(room.configs.find(viewer, room.team.id(), loose.id())).contains(loose);
        refuses(Fault.Code.DENIED, () -> room.configs.create(viewer, "team", "kubernetes", "{}", null));
        refuses(Fault.Code.NOT_FOUND, () -> room.configs.create(stranger, "team", "kubernetes", "{}", null));
        refuses(Fault.Code.INVALID, () -> room.configs.create(ada, "team", "mainframe", "{}", null));
        refuses(Fault.Code.INVALID, () -> room.configs.create(ada, "team", "kubernetes", "[]", null));
        refuses(
                Fault.Code.INVALID,
                () -> room.configs.create(ada, "team", "kubernetes", "{\"resource_args\":1}", null));
    }

    @Test
    void itemsComeInTheOrderTheyWentInUnlessPrioritiesSayOtherwise() {
        queue("fifo");
        QueueItem first = push("fifo", null);
        QueueItem second = push("fifo", 2);
        refuses(Fault.Code.INVALID, () -> push("fifo", 0));
        assertThat(popped("fifo", 2)).containsExactly(first.id(), second.id());
        create(ada, "prio", RunQueue.Access.PROJECT, RunQueue.Prioritization.V0);
        QueueItem low = push("prio", 3);
        QueueItem usual = push("prio", null);
        QueueItem urgent = push("prio", 0);
        QueueItem later = push("prio", 0);
        refuses(Fault.Code.INVALID, () -> push("prio", -1));
        refuses(Fault.Code.INVALID, () -> push("prio", 5));
        assertThat(popped("prio", 5)).containsExactly(urgent.id(), later.id(), usual.id(), low.id());
    }

    @Test
    void noItemIsGivenToTwoWhoAskAtTheSameTime() throws Exception {
        queue("q");
        Set<ItemId> pushed = new java.util.HashSet<>();
        for (int i = 0; i < 100; i++) {
            pushed.add(push("q", null).id());
        }
        ConcurrentLinkedQueue<ItemId> given = new ConcurrentLinkedQueue<>();
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Caller caller = i % 2 == 0 ? ada : bob;
                all.add(threads.submit(() -> {
                    start.await();
                    Optional<QueueItem> item = pop(caller, "q");
                    while (item.isPresent()) {
                        given.add(item.get().id());
                        item = pop(caller, "q");
                    }
                    return null;
                }));
            }
            start.countDown();
            for (Future<?> one : all) {
                one.get();
            }
        }
        assertThat(given).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(pushed);
    }

    @Test
    void anItemComesBackWhenItsAgentSaysNothingForAMinute() {
        RunQueue queue = queue("q");
        QueueItem item = push("q", null);
        assertThat(pop(ada, "q").orElseThrow().state()).isEqualTo(ItemState.LEASED);
        assertThat(pop(bob, "q")).isEmpty();
        assertThat(shown(queue, item).state()).isEqualTo(ItemState.LEASED);
        room.clock.pass(Duration.ofSeconds(61));
        assertThat(shown(queue, item).state()).isEqualTo(ItemState.PENDING);
        assertThat(pop(bob, "q").map(QueueItem::id)).contains(item.id());
        assertThat(room.leases.claim(ada, item.id(), "late")).isFalse();
        assertThat(room.leases.claim(bob, item.id(), "r1")).isTrue();
        room.clock.pass(Duration.ofHours(1));
        assertThat(pop(ada, "q")).isEmpty();
    }

    @Test
    void aLateClaimCountsAsLongAsNobodyElseWasGivenTheItem() {
        queue("q");
        QueueItem item = push("q", null);
        pop(ada, "q");
        room.clock.pass(Duration.ofMinutes(5));
        assertThat(room.leases.claim(ada, item.id(), "r1")).isTrue();
        assertThat(pop(bob, "q")).isEmpty();
    }

    @Test
    void aClaimSentAgainIsTheSameClaimAndAnotherOneIsNone() {
        RunQueue queue = queue("q");
        QueueItem item = push("q", null);
        assertThat(room.leases.claim(ada, item.id(), "r1"))
                .as("never given to anybody")
                .isFalse();
        pop(ada, "q");
        assertThat(room.leases.claim(bob, item.id(), "r1")).isFalse();
        assertThat(room.leases.claim(ada, item.id(), "r1")).isTrue();
        assertThat(room.leases.claim(ada, item.id(), "r1")).isTrue();
        assertThat(shown(queue, item).item().target().run()).isEqualTo("r1");
        assertThat(room.leases.claim(ada, item.id(), "r2")).isFalse();
        refuses(Fault.Code.INVALID, () -> room.leases.claim(ada, item.id(), "x".repeat(129)));
        refuses(Fault.Code.INVALID, () -> room.leases.claim(ada, item.id(), ""));
        assertThat(room.leases.claim(ada, new ItemId(987_654), "r1")).isFalse();
    }

    @Test
    void anAgentWhoseClaimWasRefusedDoesNotFailTheOtherOnesItem() {
        RunQueue queue = queue("q");
        QueueItem item = push("q", null);
        pop(ada, "q");
        room.leases.claim(ada, item.id(), "r1");
        assertThat(room.leases.claim(ada, item.id(), "r2")).isFalse();
        assertThat(room.leases.fail(ada, item.id(), problem("already acknowledged")))
                .isTrue();
        assertThat(shown(queue, item).state()).isEqualTo(ItemState.CLAIMED);
        assertThat(room.leases.fail(ada, item.id(), problem("the run ended at once")))
                .isTrue();
        assertThat(shown(queue, item).state()).isEqualTo(ItemState.FAILED);
    }

    @Test
    void anAgentsReportsAreKeptAndReadBack() {
        RunQueue queue = queue("q");
        QueueItem item = push("q", null);
        pop(ada, "q");
        ItemProblem warning = new ItemProblem("no node yet", "Kubernetes", List.of());
        assertThat(room.leases.warn(ada, item.id(), warning)).isTrue();
        assertThat(room.leases.warn(ada, item.id(), warning)).isTrue();
        assertThat(room.leases.warn(bob, item.id(), warning)).isFalse();
        ItemProblem failure = new ItemProblem("no\nsuch image " + "x".repeat(20_000), "agent", List.of("1/error.log"));
        assertThat(room.leases.fail(bob, item.id(), failure)).isFalse();
        assertThat(room.leases.fail(ada, item.id(), failure)).isTrue();
        assertThat(room.leases.fail(ada, item.id(), problem("again"))).isTrue();
        QueueItem failed = shown(queue, item).item();
        assertThat(failed.state()).isEqualTo(ItemState.FAILED);
        assertThat(failed.warnings()).containsExactly(warning);
        assertThat(failed.failure()).isEqualTo(failure);
        assertThat(failed.failure().message()).hasSize(10_000);
        room.clock.pass(Duration.ofHours(1));
        assertThat(pop(ada, "q")).isEmpty();
    }

    @Test
    void anItemFollowsItsRunAsFarAsTheCallerSeesIt() {
        Project target = room.project("p", ProjectAccess.PRIVATE);
        RunQueue queue = queue("q");
        QueueItem item = push("q", null);
        assertThat(shown(queue, item).item().target().project()).isEqualTo(target.id());
        pop(ada, "q");
        room.runStates.put("r1", RunState.RUNNING);
        assertThat(shown(queue, item).run()).isNull();
        room.leases.claim(ada, item.id(), "r1");
        assertThat(shown(queue, item))
                .extracting(Items.Shown::state, Items.Shown::run)
                .containsExactly(ItemState.CLAIMED, RunState.RUNNING);
        room.runStates.put("r1", RunState.CRASHED);
        assertThat(shown(queue, item).state()).isEqualTo(ItemState.FAILED);
        room.runStates.put("r1", RunState.FINISHED);
        assertThat(shown(queue, item).state()).isEqualTo(ItemState.CLAIMED);
        projects().putUser(target.id(), ((Caller.SignedIn) viewer).userId(), "restricted_viewer");
        assertThat(room.items.find(viewer, queue, item.id()).orElseThrow().run())
                .isNull();
    }

    @Test
    void aRunGoesOnlyWhereWhoeverQueuesItMayMakeRuns() {
        room.project("closed", ProjectAccess.RESTRICTED);
        queue("q");
        String closed = SPEC.replace("\"p\"", "\"closed\"");
        refuses(Fault.Code.NOT_FOUND, () -> push(ada, "q", SPEC.replace("\"team\"", "\"nobody\"")));
        refuses(Fault.Code.NOT_FOUND, () -> push(stranger, "q", SPEC));
        refuses(Fault.Code.DENIED, () -> push(viewer, "q", SPEC));
        assertThat(push(admin, "q", closed)).isNotNull();
        Project readOnly = room.project("readonly", ProjectAccess.ENTITY_READ);
        assertThat(readOnly).isNotNull();
        refuses(Fault.Code.DENIED, () -> push(ada, "q", SPEC.replace("\"p\"", "\"readonly\"")));
    }

    @Test
    void whatIsNothingToStartIsRefused() {
        queue("q");
        for (String spec : new String[] {
            "",
            "[]",
            "{",
            "{}",
            "{\"job\":\"\"}",
            "{\"job\":1}",
            "{\"job\":\"j\",\"entity\":1}",
            "{\"job\":\"j\",\"run_id\":\"" + "x".repeat(129) + "\"}"
        }) {
            refuses(Fault.Code.INVALID, () -> push(ada, "q", spec));
        }
        refuses(Fault.Code.TOO_LARGE, () -> push(ada, "q", "{\"job\":\"" + "x".repeat(2 << 20) + "\"}"));
        refuses(
                Fault.Code.INVALID,
                () -> room.pushes.push(ada, "team", PROJECT, "q", new Pushes.Wish(SPEC, null, "{\"a\":1}")));
        assertThat(room.pushes.push(ada, "team", PROJECT, "none", wish(SPEC))).isEmpty();
        refuses(Fault.Code.NOT_FOUND, () -> room.pushes.push(ada, "team", "none", "q", wish(SPEC)));
        refuses(Fault.Code.NOT_FOUND, () -> room.pushes.push(ada, new QueueId(987_654), wish(SPEC)));
    }

    @Test
    void theListOfItemsIsPagedWithTheNewestFirst() {
        RunQueue queue = queue("q");
        List<ItemId> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.addFirst(push("q", null).id());
        }
        Page<Items.Shown> first = room.items.ofQueue(viewer, queue, 2, null);
        Page<Items.Shown> second = room.items.ofQueue(viewer, queue, 3, first.endCursor());
        assertThat(first.hasNext()).isTrue();
        assertThat(second.hasNext()).isFalse();
        List<ItemId> read = new ArrayList<>();
        first.items().forEach(shown -> read.add(shown.item().id()));
        second.items().forEach(shown -> read.add(shown.item().id()));
        assertThat(read).isEqualTo(ids);
        refuses(Fault.Code.INVALID, () -> room.items.ofQueue(viewer, queue, 2, "first"));
        pop(ada, "q");
        assertThat(room.queues.waiting(List.of(queue.id()))).containsEntry(queue.id(), 4);
    }

    @Test
    void itemsAreTakenOutByMembersOfTheirOwnQueue() {
        RunQueue queue = queue("q");
        RunQueue other = queue("other");
        QueueItem item = push("q", null);
        refuses(Fault.Code.NOT_FOUND, () -> room.items.delete(ada, other.id(), item.id()));
        refuses(Fault.Code.DENIED, () -> room.items.delete(viewer, queue.id(), item.id()));
        refuses(Fault.Code.NOT_FOUND, () -> room.items.delete(stranger, queue.id(), item.id()));
        room.items.delete(bob, queue.id(), item.id());
        refuses(Fault.Code.NOT_FOUND, () -> room.items.delete(bob, queue.id(), item.id()));
        assertThat(pop(ada, "q")).isEmpty();
    }

    @Test
    void aDeletedQueueIsGoneWithItsItemsAndConfigurationOrNoneIs() {
        Queues.Upserted made = upsert("{\"resource_args\":{}}", null, null);
        RunQueue queue = made.queue();
        RunQueue kept = queue("kept");
        QueueItem item = push(queue.name(), null);
        LaunchAgent agent = agent(ada, queue.id());
        refuses(Fault.Code.NOT_FOUND, () -> room.queues.delete(ada, List.of(kept.id(), new QueueId(987_654))));
        assertThat(room.queues.find(ada, kept.project(), "kept")).isPresent();
        refuses(Fault.Code.DENIED, () -> room.queues.delete(viewer, List.of(queue.id())));
        room.queues.delete(ada, List.of(queue.id(), queue.id()));
        assertThat(room.queues.ofProject(ada, queue.project())).containsExactly(kept);
        assertThat(items().find(item.id())).isEmpty();
        assertThat(queues().find(queue.config())).isEmpty();
        assertThat(room.agents.find(ada, agent.id()).orElseThrow().queues()).isEmpty();
        assertThat(room.leases.claim(ada, item.id(), "r1")).isFalse();
        refuses(Fault.Code.NOT_FOUND, () -> pop(ada, queue.name()));
    }

    @Test
    void anAgentReportsItselfAndIsLostWhenItDoesNot() {
        RunQueue queue = queue("q");
        LaunchAgent agent = agent(ada, queue.id());
        assertThat(room.agents.find(viewer, agent.id())).contains(agent);
        assertThat(room.agents.find(stranger, agent.id())).isEmpty();
        room.agents.report(ada, agent.id(), LaunchAgent.Status.RUNNING);
        refuses(Fault.Code.DENIED, () -> room.agents.report(bob, agent.id(), LaunchAgent.Status.KILLED));
        refuses(Fault.Code.NOT_FOUND, () -> room.agents.report(stranger, agent.id(), LaunchAgent.Status.KILLED));
        LaunchAgent now = room.agents.find(ada, agent.id()).orElseThrow();
        assertThat(now.status()).isEqualTo(LaunchAgent.Status.RUNNING);
        room.clock.pass(Duration.ofMinutes(3));
        assertThat(room.agents.isLost(now)).isTrue();
        pop(ada, "q", agent.id());
        assertThat(room.agents.isLost(room.agents.find(ada, agent.id()).orElseThrow()))
                .isFalse();
        LaunchAgent second = agent(ada, queue.id());
        assertThat(room.agents.ofQueue(queue.id()))
                .extracting(LaunchAgent::id)
                .containsExactly(second.id(), agent.id());
    }

    @Test
    void anAgentThatWasAskedToStopGetsNothingMore() {
        RunQueue queue = queue("q");
        LaunchAgent agent = agent(ada, queue.id());
        push("q", null);
        refuses(Fault.Code.DENIED, () -> room.agents.setStopPolling(bob, agent.id(), true));
        room.agents.setStopPolling(admin, agent.id(), true);
        assertThat(pop(ada, "q", agent.id())).isEmpty();
        room.agents.setStopPolling(ada, agent.id(), false);
        refuses(Fault.Code.DENIED, () -> pop(bob, "q", agent.id()));
        assertThat(pop(ada, "q", agent.id()).orElseThrow().lease().agent()).isEqualTo(agent.id());
    }

    @Test
    void anAgentServesQueuesOfItsProjectOnly() {
        room.project("elsewhere", ProjectAccess.PRIVATE);
        RunQueue queue = queue("q");
        RunQueue foreign = room.queues.create(
                ada, new Queues.NewQueue("team", "elsewhere", "q", RunQueue.Access.PROJECT, null, null));
        refuses(Fault.Code.NOT_FOUND, () -> agent(ada, foreign.id()));
        refuses(Fault.Code.NOT_FOUND, () -> agent(ada, queue.id(), new QueueId(987_654)));
        refuses(Fault.Code.INVALID, () -> agent(ada));
        refuses(Fault.Code.DENIED, () -> agent(viewer, queue.id()));
        LaunchAgent agent = agent(ada, queue.id());
        refuses(Fault.Code.NOT_FOUND, () -> room.leases.pop(ada, "team", "elsewhere", "q", agent.id()));
    }

    @Test
    void aSweepsRunIsUnderwayUntilItsItemFailsOrItsAgentIsGone() {
        ProjectId project = room.project("p", ProjectAccess.PRIVATE).id();
        RunQueue queue = queue("q");
        LaunchAgent agent = agent(ada, queue.id());
        QueueItem item = push(ada, "q", SPEC.replace("}", ",\"run_id\":\"r1\"}"));
        push(ada, "q", SPEC.replace("}", ",\"run_id\":\"r2\"}"));
        List<String> runs = List.of("r1", "r2", "r3");
        assertThat(room.sweeps.underway(project, runs)).containsExactlyInAnyOrder("r1", "r2");
        assertThat(room.sweeps.underway(queue.project(), runs)).isEmpty();
        pop(ada, "q", agent.id());
        room.leases.claim(ada, item.id(), "r1");
        room.clock.pass(Duration.ofHours(1));
        assertThat(room.sweeps.underway(project, List.of("r1")))
                .as("agent gone")
                .isEmpty();
        room.agents.report(ada, agent.id(), LaunchAgent.Status.RUNNING);
        assertThat(room.sweeps.underway(project, List.of("r1"))).containsExactly("r1");
        room.leases.fail(ada, item.id(), problem("no such image"));
        assertThat(room.sweeps.underway(project, List.of("r1"))).isEmpty();
    }

    private RunQueue queue(String name) {
        return create(ada, name, RunQueue.Access.PROJECT);
    }

    private RunQueue create(Caller caller, String name, RunQueue.Access access) {
        return create(caller, name, access, null);
    }

    private RunQueue create(Caller caller, String name, RunQueue.Access access, RunQueue.Prioritization mode) {
        return room.queues.create(caller, new Queues.NewQueue("team", PROJECT, name, access, mode, null));
    }

    private Queues.Upserted upsert(String config, String variables, String links) {
        return room.queues.upsert(
                ada, new Queues.UpsertQueue("team", PROJECT, "up", "local-container", config, variables, null, links));
    }

    private ResourceConfig config(RunQueue queue) {
        return room.configs.find(ada, room.team.id(), queue.config()).orElseThrow();
    }

    private LaunchAgent agent(Caller caller, QueueId... ids) {
        return room.agents.register(
                caller, new LaunchAgents.NewAgent("team", PROJECT, "host", List.of(ids), "{\"max_jobs\":1}", "1"));
    }

    private QueueItem push(String queue, Integer priority) {
        return room.pushes
                .push(ada, "team", PROJECT, queue, new Pushes.Wish(SPEC, priority, null))
                .orElseThrow();
    }

    private QueueItem push(Caller caller, String queue, String spec) {
        return room.pushes.push(caller, "team", PROJECT, queue, wish(spec)).orElseThrow();
    }

    private static Pushes.Wish wish(String spec) {
        return new Pushes.Wish(spec, null, null);
    }

    private Optional<QueueItem> pop(Caller caller, String queue) {
        return pop(caller, queue, null);
    }

    private Optional<QueueItem> pop(Caller caller, String queue, LaunchAgentId agent) {
        return room.leases.pop(caller, "team", PROJECT, queue, agent);
    }

    private List<ItemId> popped(String queue, int times) {
        List<ItemId> ids = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            pop(ada, queue).ifPresent(item -> ids.add(item.id()));
        }
        return ids;
    }

    private Items.Shown shown(RunQueue queue, QueueItem item) {
        return room.items.find(ada, queue, item.id()).orElseThrow();
    }

    private static ItemProblem problem(String message) {
        return new ItemProblem(message, "agent", null);
    }

    private static void refuses(Fault.Code code, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo(code));
    }
}
