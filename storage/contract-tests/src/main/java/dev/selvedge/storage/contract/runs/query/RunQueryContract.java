package dev.selvedge.storage.contract.runs.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.NewRun;
import dev.selvedge.domain.runs.Run;
import dev.selvedge.domain.runs.RunAbout;
import dev.selvedge.domain.runs.RunCounts;
import dev.selvedge.domain.runs.RunDocuments;
import dev.selvedge.domain.runs.RunId;
import dev.selvedge.domain.runs.RunLife;
import dev.selvedge.domain.runs.RunState;
import dev.selvedge.domain.runs.RunStore;
import dev.selvedge.domain.runs.history.HistoryId;
import dev.selvedge.domain.runs.query.GroupFilters;
import dev.selvedge.domain.runs.query.RunField;
import dev.selvedge.domain.runs.query.RunFilters;
import dev.selvedge.domain.runs.query.RunGroup;
import dev.selvedge.domain.runs.query.RunGroupQuery;
import dev.selvedge.domain.runs.query.RunKey;
import dev.selvedge.domain.runs.query.RunQuery;
import dev.selvedge.domain.runs.query.RunQueryStore;
import dev.selvedge.domain.sweeps.StoredSweepRuns;
import dev.selvedge.domain.sweeps.SweepRuns;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Page;
import dev.selvedge.platform.filter.Filter;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stores that are empty before each test. */
public abstract class RunQueryContract {

    private static final ProjectId PROJECT = new ProjectId(7);
    private static final ProjectId OTHER = new ProjectId(8);
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    protected abstract RunStore runs();

    protected abstract RunQueryStore queries();

    /** Of another server on the same data. */
    protected abstract RunQueryStore queriesElsewhere();

    /** Of a third server, which keeps no values in memory. */
    protected abstract RunQueryStore queriesWithoutMemory();

    protected abstract UserId user(String username);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void answersAreThoseOfReadingEverything(long seed) {
        Random random = new Random(seed);
        RandomFilters world = new RandomFilters(random);
        ReferenceRuns reference = randomRuns(random, world);
        for (int i = 0; i < 150; i++) {
            String filter = random.nextInt(3) == 0 ? "{}" : world.filter(2);
            String order = world.order();
            List<RunId> expected = reference.find(RunFilters.parse(filter), RunFilters.parseOrder(order));
            int first = 1 + random.nextInt(20);
            for (Supplier<RunQueryStore> server :
                    List.<Supplier<RunQueryStore>>of(this::queries, this::queriesWithoutMemory, () -> any(random))) {
                assertThat(allPages(server, filter, order, first))
                        .as("%s by %s", filter, order)
                        .isEqualTo(expected);
            }
            assertThat(queries().count(PROJECT, RunFilters.parse(filter)))
                    .as(filter)
                    .isEqualTo(expected.size());
            assertThat(queries().findAll(PROJECT, RunFilters.parse(filter)))
                    .as(filter)
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private ReferenceRuns randomRuns(Random random, RandomFilters world) {
        ReferenceRuns reference = new ReferenceRuns();
        UserId[] users = {user("ada"), user("bob")};
        for (int i = 0; i < 40; i++) {
            RunDocuments documents = new RunDocuments(world.config(), world.summary(), null);
            RunAbout about = new RunAbout(
                    text(world),
                    null,
                    random.nextBoolean() ? null : text(world),
                    random.nextBoolean() ? null : text(world),
                    random.nextBoolean() ? null : "train",
                    null,
                    null,
                    null,
                    null,
                    null);
            Set<String> tags = new HashSet<>();
            while (random.nextBoolean()) {
                tags.add(world.one(List.of("a", "b", "resnet", "1")));
            }
            int user = random.nextInt(2);
            RunState state = RunState.values()[random.nextInt(RunState.values().length)];
            Run run = runs().insert(new NewRun(
                    PROJECT,
                    "run-" + i,
                    i + 1,
                    users[user],
                    about,
                    List.copyOf(tags),
                    state,
                    documents,
                    new HistoryId(i),
                    RunCounts.NONE,
                    null,
                    NOW.plusMillis(500L * random.nextInt(20))));
            Instant heartbeat = run.life().createdAt().plusSeconds(random.nextInt(6));
            runs().save(run.with(
                    new RunLife(state, run.life().createdAt(), heartbeat, heartbeat, null, null, false, false)));
            reference.add(runs().find(run.id()).orElseThrow(), user == 0 ? "ada" : "bob", documents);
        }
        return reference;
    }

    private static String text(RandomFilters world) {
        String quoted = world.text();
        return quoted.substring(1, quoted.length() - 1);
    }

    private RunQueryStore any(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> queries();
            case 1 -> queriesElsewhere();
            default -> queriesWithoutMemory();
        };
    }

    /** @param server asked for each page: the next one may come from another */
    private List<RunId> allPages(Supplier<RunQueryStore> server, String filter, String order, int first) {
        List<RunId> found = new ArrayList<>();
        String after = null;
        while (true) {
            Page<RunId> page = server.get()
                    .find(new RunQuery(PROJECT, RunFilters.parse(filter), RunFilters.parseOrder(order), first, after));
            found.addAll(page.items());
            if (!page.hasNext()) {
                return found;
            }
            assertThat(page.items()).hasSize(first);
            after = page.endCursor();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void answersFollowEveryChangeWhicheverServerIsAsked(long seed) {
        Random random = new Random(seed);
        RandomFilters world = new RandomFilters(random);
        List<String> filters = Stream.generate(() -> world.filter(1)).limit(8).toList();
        List<RunId> all = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            change(random, world, all, i);
            String filter = random.nextBoolean() ? "{}" : world.one(filters);
            String order = world.one(List.of("", "-config.lr", "+summary_metrics.mixed,-config.layers"));
            List<RunId> expected = reference(all).find(RunFilters.parse(filter), RunFilters.parseOrder(order));
            RunQueryStore asked = any(random);
            assertThat(allPages(() -> any(random), filter, order, 1 + random.nextInt(30)))
                    .as("%s: %s by %s", i, filter, order)
                    .isEqualTo(expected);
            assertThat(asked.count(PROJECT, RunFilters.parse(filter))).isEqualTo(expected.size());
        }
    }

    private void change(Random random, RandomFilters world, List<RunId> all, int number) {
        if (all.size() < 5 || random.nextInt(5) == 0) {
            all.add(insert("r" + number, world.config(), world.summary()).id());
            return;
        }
        RunId one = all.get(random.nextInt(all.size()));
        switch (random.nextInt(6)) {
            case 0 -> runs().setDeleted(List.of(one), NOW);
            case 1 -> runs().setDeleted(List.of(one), null);
            case 2 -> runs().saveConfig(one, world.config());
            case 3 -> {
                Run run = runs().find(one).orElseThrow();
                runs().move(run, run.project().equals(PROJECT) ? OTHER : PROJECT);
            }
            default -> runs().saveSummary(one, world.summary());
        }
    }

    private ReferenceRuns reference(List<RunId> all) {
        ReferenceRuns reference = new ReferenceRuns();
        var documents = runs().documents(all);
        runs().find(all).stream()
                .filter(run -> run.project().equals(PROJECT) && !run.isDeleted())
                .forEach(run -> reference.add(run, null, documents.get(run.id())));
        return reference;
    }

    @Test
    void changesOfDocumentsAreSeenAtOnce() {
        Run run = insert("r1", "{\"lr\":{\"value\":1}}", "{\"loss\":1}");
        assertThat(names("{\"config.lr\":1,\"summary_metrics.loss\":1}")).containsExactly("r1");
        runs().saveSummary(run.id(), "{\"loss\":2,\"text\":\"x\"}");
        assertThat(names("{\"summary_metrics.loss\":1}")).isEmpty();
        assertThat(names("{\"summary_metrics.loss\":2,\"summary_metrics.text\":\"x\"}"))
                .containsExactly("r1");
        runs().saveSummary(run.id(), "{}");
        assertThat(names("{\"summary_metrics.loss\":null,\"config.lr\":1}")).containsExactly("r1");
    }

    @Test
    void questionsAtOnceWhileRunsAreWrittenAllSeeWhatWasThereBefore() throws Exception {
        List<Run> written = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            written.add(insert("r" + i, "{\"i\":{\"value\":" + i + "}}", "{\"loss\":0}"));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < 3; thread++) {
                int own = thread;
                all.add(threads.submit(() -> {
                    for (int i = own; i < written.size(); i += 3) {
                        runs().saveSummary(written.get(i).id(), "{\"loss\":" + (i + 1) + "}");
                        assertThat(names("{\"summary_metrics.loss\":" + (i + 1) + "}"))
                                .containsExactly("r" + i);
                    }
                }));
                all.add(threads.submit(() -> {
                    for (int i = 0; i < 30; i++) {
                        assertThat(queries().count(PROJECT, RunFilters.parse("{\"config.i\":{\"$gte\":0}}")))
                                .isEqualTo(150);
                    }
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        }
        assertThat(queries().keys(PROJECT)).extracting(RunKey::runs).containsOnly(150);
    }

    @Test
    void movedRunsAreFoundWhereTheyAre() {
        Run run = insert("r1", "{\"lr\":{\"value\":1}}", "{}");
        assertThat(names("{\"config.lr\":1}")).containsExactly("r1");
        runs().move(runs().find(run.id()).orElseThrow(), OTHER);
        assertThat(names("{\"config.lr\":1}")).isEmpty();
        assertThat(queries().count(OTHER, RunFilters.parse("{\"config.lr\":1}")))
                .isOne();
        assertThat(queries().keys(OTHER)).extracting(RunKey::runs).containsExactly(1);
        assertThat(queries().keys(PROJECT)).isEmpty();
    }

    @Test
    void deletedRunsAreListedTheLastDeletedFirst() {
        Run first = insert("r1", "{}", "{}");
        Run second = insert("r2", "{}", "{}");
        insert("r3", "{}", "{}");
        runs().setDeleted(List.of(second.id()), NOW);
        runs().setDeleted(List.of(first.id()), NOW.plusSeconds(1));
        Page<RunId> page = queries().deleted(PROJECT, 1, null);
        assertThat(page.items()).containsExactly(first.id());
        assertThat(queries().deleted(PROJECT, 5, page.endCursor()).items()).containsExactly(second.id());
        assertThat(queries().countDeleted(PROJECT)).isEqualTo(2);
    }

    @Test
    void tagsAreCounted() {
        runs().saveTags(insert("r1", "{}", "{}").id(), List.of("b", "a"));
        runs().saveTags(insert("r2", "{}", "{}").id(), List.of("b"));
        assertThat(queries().tags(PROJECT, 10))
                .containsExactly(new RunQueryStore.TagCount("b", 2), new RunQueryStore.TagCount("a", 1));
    }

    @Test
    void deletedRunsAndOtherProjectsAreNotSeen() {
        Run run = insert("r1", "{\"lr\":{\"value\":1}}", "{}");
        runs().insert(newRun(OTHER, "r2", "{\"lr\":{\"value\":1}}", "{}"));
        assertThat(queries().keys(PROJECT)).extracting(RunKey::runs).containsExactly(1);
        runs().setDeleted(List.of(run.id()), NOW);
        assertThat(names("{\"config.lr\":1}")).isEmpty();
        assertThat(names("{}")).isEmpty();
        assertThat(queries().count(PROJECT, Filter.all())).isZero();
        assertThat(queries().keys(PROJECT)).isEmpty();
        runs().setDeleted(List.of(run.id()), null);
        assertThat(names("{\"config.lr\":1}")).containsExactly("r1");
    }

    @Test
    void aPageGoesOnWhereTheLastEndedWhenRunsComeInBefore() {
        insert("r1", "{}", "{\"loss\":1}");
        insert("r2", "{}", "{\"loss\":2}");
        insert("r3", "{}", "{\"loss\":3}");
        Page<RunId> first = page("-summary_metrics.loss", 2, null);
        insert("r4", "{}", "{\"loss\":9}");
        assertThat(names(page("-summary_metrics.loss", 2, first.endCursor()))).containsExactly("r1");
        assertThat(names(page("-summary_metrics.loss", 2, first.cursors().getFirst())))
                .containsExactly("r2", "r1");
    }

    @Test
    void cursorsOfOtherOrdersAreRefused() {
        insert("r1", "{}", "{}");
        String cursor = page("+created_at", 1, null).endCursor();
        for (String wrong : List.of(cursor, "x", "%%", "AAAA")) {
            for (String order : List.of("-display_name", "-config.lr")) {
                assertThatThrownBy(() -> page(order, 1, wrong))
                        .as("%s by %s", wrong, order)
                        .isInstanceOfSatisfying(
                                Fault.class, f -> assertThat(f.code()).isEqualTo(Fault.Code.INVALID));
            }
        }
    }

    /** A database may keep another character for the half of one, and would then know the key by another name. */
    @Test
    void halvesOfCharactersInKeysAndTextsAreInNobodysWay() {
        insert("r1", "{\"\\ud83d\":{\"value\":1}}", "{\"loss\":2,\"\\ud83d\":1,\"a\":{\"\\ud83d\":1,\"\\ude00\":2}}");
        insert("r2", "{}", "{\"loss\":1,\"\\ud83d\\ude00\":1,\"b\":\"\\ud83d\"}");
        assertThat(names(page("-summary_metrics.loss", 2, null))).containsExactly("r1", "r2");
        assertThat(names("{\"summary_metrics.\\ud83d\\ude00\":1}")).containsExactly("r2");
        assertThat(names("{\"summary_metrics.b\":\"\\ufffd\"}")).containsExactly("r2");
    }

    @Test
    void timesAndLengthsOfAnySizeAreComparedWith() {
        insert("r1", "{}", "{}");
        for (String all : List.of(
                "{\"createdAt\":{\"$lt\":\"+99999-01-01T00:00:00Z\"}}",
                "{\"createdAt\":{\"$gt\":\"-0500-01-01T00:00:00Z\"}}",
                "{\"duration\":{\"$lt\":1e305}}",
                "{\"duration\":{\"$gt\":-1e305}}")) {
            assertThat(names(all)).as(all).containsExactly("r1");
        }
    }

    @Test
    void aCursorOfNoTimeThereIsLeadsBeyondAllOrToTheBeginning() {
        insert("r1", "{}", "{}");
        byte[] own = Base64.getUrlDecoder().decode(page("+created_at", 1, null).endCursor());
        for (long second : new long[] {253_402_300_800L, 30_000_000_000_000_000L, -62_167_219_201L}) {
            byte[] bent = own.clone();
            // behind the order's number and the type
            ByteBuffer.wrap(bent).putLong(5, second);
            String cursor = Base64.getUrlEncoder().withoutPadding().encodeToString(bent);
            assertThat(page("+created_at", 1, cursor).items()).hasSize(second < 0 ? 1 : 0);
        }
    }

    @Test
    void longTextsAreComparedAsAWhole() {
        String beginning = "ä".repeat(300);
        insert("r1", "{\"prompt\":{\"value\":\"" + beginning + "1\"}}", "{}");
        insert("r2", "{\"prompt\":{\"value\":\"" + beginning + "2\"}}", "{}");
        insert("r3", "{\"prompt\":{\"value\":\"" + beginning.substring(0, 255) + "\"}}", "{}");
        assertThat(names("{\"config.prompt\":\"" + beginning + "1\"}")).containsExactly("r1");
        assertThat(names("{\"config.prompt\":{\"$ne\":\"" + beginning + "1\"}}"))
                .containsExactly("r2", "r3");
        assertThat(names("{\"config.prompt\":\"" + beginning.substring(0, 255) + "\"}"))
                .containsExactly("r3");
        assertThat(names("{\"config.prompt\":{\"$in\":[\"" + beginning + "2\",\"x\"]}}"))
                .containsExactly("r2");
        assertThat(names("{\"config.prompt\":{\"$contains\":\"ä2\"}}")).containsExactly("r2");
        assertThat(names("{\"config.prompt\":{\"$regex\":\"1$\"}}")).containsExactly("r1");
        assertThat(names("{\"config.prompt\":{\"$gt\":\"" + beginning + "1\"}}"))
                .containsExactly("r2");
        assertThat(names("{\"config.prompt\":{\"$lte\":\"" + beginning + "1\"}}"))
                .containsExactly("r1", "r3");
    }

    @Test
    void aDottedKeyANestedOneAndTheValueWrapperAreTold() {
        insert("r1", "{\"model.lr\":{\"value\":1}}", "{\"a\":{\"b\":1}}");
        insert("r2", "{\"model\":{\"value\":{\"lr\":1}}}", "{\"a.b\":1}");
        insert("r3", "{\"wrap\":{\"value\":{\"value\":5}}}", "{}");
        assertThat(names("{\"config.model.lr\":1}")).containsExactly("r1", "r2");
        assertThat(names("{\"config.model.lr.value\":1}")).containsExactly("r1", "r2");
        assertThat(names("{\"config.model.value.lr\":1}")).containsExactly("r1", "r2");
        assertThat(names("{\"summary_metrics.a.b\":1}")).containsExactly("r1", "r2");
        assertThat(names("{\"config.wrap.value\":5}")).containsExactly("r3");
        assertThat(names("{\"config.wrap.value.value\":5}")).containsExactly("r3");
        assertThat(names("{\"config.wrap\":{\"$exists\":true}}")).containsExactly("r3");
    }

    @Test
    void keysAreListedWithTypeAndCount() {
        insert("r1", "{\"lr\":{\"value\":1},\"model\":{\"value\":{\"name\":\"x\"}}}", "{\"loss\":NaN,\"ok\":true}");
        insert("r2", "{\"lr\":{\"value\":\"auto\"},\"layers\":{\"value\":[1]}}", "{\"loss\":1}");
        Run third = insert("r3", "{\"lr\":{\"value\":2}}", "{\"img\":{\"_type\":\"image-file\",\"path\":\"p\"}}");
        assertThat(queries().keys(PROJECT))
                .containsExactlyInAnyOrder(
                        new RunKey("config.lr.value", RunKey.Type.NUMBER, 3),
                        new RunKey("config.layers.value", RunKey.Type.LIST, 1),
                        new RunKey("config.model.value", RunKey.Type.OBJECT, 1),
                        new RunKey("config.model.value.name", RunKey.Type.STRING, 1),
                        new RunKey("summary_metrics.loss", RunKey.Type.NUMBER, 2),
                        new RunKey("summary_metrics.ok", RunKey.Type.BOOLEAN, 1),
                        new RunKey("summary_metrics.img", RunKey.Type.OBJECT, 1));
        runs().saveConfig(third.id(), "{\"lr\":{\"value\":\"x\"}}");
        runs().saveSummary(third.id(), "{}");
        assertThat(queries().keys(PROJECT))
                .contains(new RunKey("config.lr.value", RunKey.Type.STRING, 3))
                .noneMatch(key -> key.path().equals("summary_metrics.img"));
    }

    @Test
    void groupsHaveExactAggregates() {
        insert("r1", "{\"lr\":{\"value\":0.1}}", "{\"loss\":1}");
        insert("r2", "{\"lr\":{\"value\":0.1}}", "{\"loss\":4}");
        insert("r3", "{\"lr\":{\"value\":0.1}}", "{\"loss\":Infinity}");
        insert("r4", "{\"lr\":{\"value\":0.2}}", "{\"loss\":NaN}");
        insert("r5", "{}", "{\"loss\":7}");
        Page<RunGroup> groups = queries().groups(groupQuery(List.of("config.lr.value"), "{}", List.of(), 10, null));
        assertThat(groups.items()).hasSize(3);
        assertThat(groups.items().getFirst().runs()).isEqualTo(3);
        assertThat(groups.items().getFirst().aggregates()).containsExactly(new RunGroup.Aggregate(2, 2.5, 1.5, 1, 4));
        assertThat(groups.items().get(1).aggregates()).containsExactly((RunGroup.Aggregate) null);
        assertThat(groups.items().get(2).key()).containsExactly(new RunGroup.Part(null, false));
        assertThat(groups.items().get(2).aggregates()).containsExactly(new RunGroup.Aggregate(1, 7, 0, 7, 7));
    }

    @Test
    void eachSweepHasItsBestFiniteValue() {
        ofSweep("s1", "r1", "{\"loss\":3,\"deep\":{\"acc\":0.5}}");
        ofSweep("s1", "r2", "{\"loss\":1,\"deep\":{\"acc\":0.75}}");
        ofSweep("s1", "r3", "{\"loss\":NaN}");
        ofSweep("s1", "r4", "{\"loss\":-Infinity}");
        ofSweep("s2", "r5", "{\"loss\":5}");
        ofSweep("s3", "r6", "{\"loss\":\"none\"}");
        ofSweep("s4", "r7", "{\"loss\":7}");
        Run deleted = ofSweep("s2", "r8", "{\"loss\":0}");
        runs().setDeleted(List.of(deleted.id()), NOW);
        SweepRuns sweeps = new StoredSweepRuns(runs(), queries(), null, null, Clock.systemUTC());
        List<String> asked = List.of("s1", "s2", "s3", "s5");
        assertThat(sweeps.best(PROJECT, asked, "loss", false)).isEqualTo(Map.of("s1", 1.0, "s2", 5.0));
        assertThat(sweeps.best(PROJECT, asked, "loss", true)).isEqualTo(Map.of("s1", 3.0, "s2", 5.0));
        assertThat(sweeps.best(PROJECT, asked, "deep.acc", true)).isEqualTo(Map.of("s1", 0.75));
        assertThat(sweeps.best(PROJECT, asked, "absent", true)).isEmpty();
        ofSweep("s2", "r9", "{\"loss\":4}");
        assertThat(sweeps.best(PROJECT, asked, "loss", false)).containsEntry("s2", 4.0);
    }

    private Run ofSweep(String sweep, String name, String summary) {
        Run run = insert(name, "{}", summary);
        runs().save(run.with(new RunAbout(name, null, null, null, null, sweep, null, null, null, null)));
        return run;
    }

    @Test
    void groupsArePagedAndOrdered() {
        for (int i = 0; i < 10; i++) {
            insert("r" + i, "{\"seed\":{\"value\":" + (i / 2) + "}}", "{\"loss\":" + (10 - i) + "}");
        }
        insert("r10", "{\"seed\":{\"value\":3}}", "{}");
        List<RunGroupQuery.Order> byCount = List.of(new RunGroupQuery.Order.ByRunCount(false));
        RunGroupQuery query = groupQuery(List.of("config.seed"), "{}", byCount, 2, null);
        assertThat(queries().countGroups(query)).isEqualTo(5);
        Page<RunGroup> first = queries().groups(query);
        assertThat(first.items().getFirst().runs()).isEqualTo(3);
        assertThat(first.hasNext()).isTrue();
        Page<RunGroup> last = queries().groups(groupQuery(List.of("config.seed"), "{}", byCount, 9, first.endCursor()));
        assertThat(last.items()).hasSize(3);
        assertThat(last.hasNext()).isFalse();
        assertThat(queries()
                        .groups(groupQuery(
                                List.of("config.seed"),
                                "{}",
                                List.of(new RunGroupQuery.Order.ByMean(0, true)),
                                1,
                                null))
                        .items()
                        .getFirst()
                        .aggregates()
                        .getFirst()
                        .mean())
                .isEqualTo(1.5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "config.lr",
                "config.mixed",
                "config.layers",
                "config.model.name",
                "config.absent",
                "summary_metrics.mixed",
                "state",
                "group",
                "tags",
                "username",
                "created_at",
                "duration"
            })
    void theFilterOfAGroupSelectsItsRuns(String key) {
        Random random = new Random(key.hashCode());
        RandomFilters world = new RandomFilters(random);
        randomRuns(random, world);
        insert("long1", "{\"mixed\":{\"value\":\"" + "q\\\\E.".repeat(200) + "\"}}", "{}");
        List<String> keys = List.of(key, "jobType");
        String filter = "{\"state\":{\"$ne\":\"killed\"}}";
        Page<RunGroup> groups = queries().groups(groupQuery(keys, filter, List.of(), 1000, null));
        long sum = 0;
        for (RunGroup group : groups.items()) {
            String opens = GroupFilters.filter(keys, group, filter);
            long opened = queries().count(PROJECT, RunFilters.parse(opens));
            if (key.endsWith("mixed") || key.endsWith("layers")) {
                // a value is equal to a list that holds it, so other groups' lists may join
                assertThat(opened).as("%s %s", group, opens).isGreaterThanOrEqualTo(group.runs());
            } else {
                assertThat(opened).as("%s %s", group, opens).isEqualTo(group.runs());
            }
            sum += group.runs();
        }
        assertThat(sum).isEqualTo(queries().count(PROJECT, RunFilters.parse(filter)));
    }

    @Test
    void keysThatDifferBySpacesAtTheirEndAreDifferent() {
        insert("plain", "{}", "{\"loss\":1,\"loss \":2}");
        insert("spaced", "{}", "{\"loss  \":3}");
        for (String[] one :
                new String[][] {{"loss", "1", "1"}, {"loss ", "2", "1"}, {"loss  ", "3", "1"}, {"loss", "3", "0"}}) {
            String filter = "{\"summary_metrics." + one[0] + "\":" + one[1] + "}";
            assertThat(queries().count(PROJECT, RunFilters.parse(filter)))
                    .as(filter)
                    .isEqualTo(Long.parseLong(one[2]));
        }
    }

    @Test
    void searchFindsNamesAndPartsOfDisplayNames() {
        insert("r1", "{}", "{}");
        insert("abc123", "{}", "{}");
        assertThat(queries().search(List.of(PROJECT), "R1 SHOWN", 5)).hasSize(1);
        assertThat(queries().search(List.of(PROJECT), "abc123", 5)).hasSize(1);
        assertThat(queries().search(List.of(PROJECT), "shown", 1)).hasSize(1);
        assertThat(queries().search(List.of(OTHER), "shown", 5)).isEmpty();
        assertThat(queries().search(List.of(), "shown", 5)).isEmpty();
    }

    private RunGroupQuery groupQuery(
            List<String> keys, String filter, List<RunGroupQuery.Order> order, int first, String after) {
        return new RunGroupQuery(
                PROJECT,
                RunFilters.parse(filter),
                keys.stream().map(RunField::parse).toList(),
                List.of(RunField.parse("summary_metrics.loss")),
                order,
                first,
                after);
    }

    private Page<RunId> page(String order, int first, String after) {
        return queries().find(new RunQuery(PROJECT, Filter.all(), RunFilters.parseOrder(order), first, after));
    }

    private List<String> names(String filter) {
        return names(queries()
                .find(new RunQuery(PROJECT, RunFilters.parse(filter), RunFilters.parseOrder("+name"), 100, null)));
    }

    private List<String> names(Page<RunId> page) {
        return page.items().stream()
                .map(id -> runs().find(id).orElseThrow().name())
                .toList();
    }

    private Run insert(String name, String config, String summary) {
        return runs().insert(newRun(PROJECT, name, config, summary));
    }

    private NewRun newRun(ProjectId project, String name, String config, String summary) {
        return new NewRun(
                project,
                name,
                1,
                new UserId(1),
                new RunAbout(name + " shown", null, null, null, null, null, null, null, null, null),
                List.of(),
                RunState.FINISHED,
                new RunDocuments(config, summary, null),
                new HistoryId(1),
                RunCounts.NONE,
                null,
                NOW);
    }
}
