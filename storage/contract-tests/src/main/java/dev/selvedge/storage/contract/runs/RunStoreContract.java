package dev.selvedge.storage.contract.runs;

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
import dev.selvedge.domain.runs.StreamedRun;
import dev.selvedge.domain.runs.history.HistoryId;
import dev.selvedge.domain.sweeps.StoredSweepRuns;
import dev.selvedge.domain.sweeps.SweepRuns;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A store that is empty before each test. */
public abstract class RunStoreContract {

    private static final ProjectId PROJECT = new ProjectId(7);
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456Z");
    private static final RunAbout ABOUT =
            new RunAbout("calm-loom-1", "d", "n", "g", "train", "sweep1", "host", "abc", "git@example", "train.py");

    protected abstract RunStore store();

    /** One that has been deleted at that time. */
    protected abstract ProjectId projectDeletedAt(Instant at);

    protected abstract Transactions transactions();

    @Test
    void anInsertedRunIsReadBackAsItWas() {
        Run inserted = store().insert(aRun("r1"));
        assertThat(store().find(inserted.id())).contains(inserted);
        assertThat(store().find(PROJECT, "r1")).contains(inserted);
        assertThat(inserted.about()).isEqualTo(ABOUT);
        assertThat(inserted.tags()).containsExactly("b", "a");
        assertThat(inserted.life()).isEqualTo(RunLife.begun(RunState.RUNNING, NOW, NOW));
        assertThat(inserted.fork()).isEqualTo(new Run.Fork(new RunId(3), 41));
        assertThat(inserted.counts()).isEqualTo(new RunCounts(42, 0, 0, 41L));
        assertThat(inserted.isDeleted()).isFalse();
    }

    @Test
    void aNameIsTakenForEverInItsProjectAlsoByADeletedRun() {
        Run first = store().insert(aRun("r1"));
        store().setDeleted(List.of(first.id()), NOW);
        assertThatThrownBy(() -> store().insert(aRun("r1")))
                .isInstanceOfSatisfying(Fault.class, f -> assertThat(f.code()).isEqualTo(Fault.Code.CONFLICT));
        assertThat(store().find(PROJECT, "r1").orElseThrow().deletedAt()).isEqualTo(NOW);
        assertThat(store().insert(aRun("R1")).id()).isNotEqualTo(first.id());
    }

    @Test
    void theNextNumberFollowsTheHighestOfTheProjectAlsoThatOfADeletedRun() {
        assertThat(store().nextNumber(PROJECT)).isEqualTo(1);
        Run seventh = store().insert(aRun("r1"));
        assertThat(store().nextNumber(PROJECT)).isEqualTo(8);
        store().setDeleted(List.of(seventh.id()), NOW);
        assertThat(store().nextNumber(PROJECT)).isEqualTo(8);
    }

    @Test
    void aRunThatWasMovedHasNoNumberAndCountsWhereNoOtherHasOne() {
        Run moved = store().insert(aRun("r1"));
        ProjectId other = new ProjectId(PROJECT.value() + 1);
        store().move(moved, other);
        assertThat(store().nextNumber(PROJECT)).isEqualTo(1);
        assertThat(store().nextNumber(other)).isEqualTo(2);
    }

    @Test
    void runsAreFoundInTheOrderAskedForAndAbsentOnesLeftOut() {
        RunId first = store().insert(aRun("r1")).id();
        RunId second = store().insert(aRun("r2")).id();
        assertThat(store().find(List.of(second, new RunId(-1), first)))
                .extracting(Run::id)
                .containsExactly(second, first);
        assertThat(store().find(List.of())).isEmpty();
    }

    @Test
    void moreRunsThanAStatementNamesAreFoundLockedAndDeleted() {
        List<RunId> asked = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            asked.addAll(LongStream.range(-2_000, -1_000).mapToObj(RunId::new).toList());
            asked.add(store().insert(aRun("r" + i)).id());
        }
        List<RunId> there = asked.stream().filter(id -> id.value() > 0).toList();
        assertThat(store().find(asked)).extracting(Run::id).containsExactlyElementsOf(there);
        assertThat(store().documents(asked)).containsOnlyKeys(there);
        assertThat(transactions().inTransaction(() -> store().lock(asked)))
                .extracting(Run::id)
                .containsExactlyElementsOf(there);
        store().setDeleted(asked, NOW);
        assertThat(store().deleted(PROJECT)).containsExactlyElementsOf(there);
    }

    @Test
    void documentsAreKeptAsTextAndMoveTheValuesVersion() {
        Run run = store().insert(aRun("r1"));
        String summary = "{\"loss\": NaN, \"text\": \"" + "ü".repeat(100_000) + "\"}";
        store().saveSummary(run.id(), summary);
        store().saveConfig(run.id(), "{\"lr\":{\"value\":1}}");
        store().saveSystemMetrics(run.id(), "{\"system.cpu\":1}");
        assertThat(store().documents(List.of(run.id())))
                .containsEntry(run.id(), new RunDocuments("{\"lr\":{\"value\":1}}", summary, "{\"system.cpu\":1}"));
        assertThat(store().find(run.id()).orElseThrow().valuesVersion()).isEqualTo(run.valuesVersion() + 2);
    }

    @Test
    void savingKeepsTheRunButNotItsDocumentsOrTags() {
        Run run = store().insert(aRun("r1"));
        store().saveSummary(run.id(), "{\"a\":1}");
        RunLife over = new RunLife(RunState.FAILED, NOW, NOW, NOW.plusSeconds(1), NOW.plusSeconds(1), 3, true, true);
        Run changed = run.with(run.about().withDisplayName("new"))
                .with(over)
                .with(new RunCounts(1, 2, 3, 9L))
                .with(new HistoryId(99));
        store().save(changed);
        Run read = store().find(run.id()).orElseThrow();
        assertThat(read.about()).isEqualTo(changed.about());
        assertThat(read.life()).isEqualTo(over);
        assertThat(read.counts()).isEqualTo(changed.counts());
        assertThat(read.history()).isEqualTo(changed.history());
        assertThat(read.tags()).isEqualTo(run.tags());
        assertThat(store().documents(List.of(run.id())).get(run.id()).summary()).isEqualTo("{\"a\":1}");
    }

    @Test
    void progressOfRowsIsKeptAndLeavesTheRestAlone() {
        Run run = store().insert(aRun("r1"));
        store().saveTags(run.id(), List.of("t"));
        Run stopped = store().find(run.id()).orElseThrow();
        stopped = stopped.with(stopped.life().askedToStop(stopped.life().createdAt()));
        store().save(stopped);
        StreamedRun streamed = transactions()
                .inTransaction(() -> store().lockToStream(run.id(), false).orElseThrow());
        Run locked = streamed.run();
        assertThat(streamed.summary()).isNull();
        assertThat(locked.tags()).isEmpty();
        assertThat(locked.life()).isEqualTo(stopped.life());
        Instant now = run.life().createdAt().plusMillis(1_500);
        RunLife failed = locked.life().set(RunState.FAILED, now);
        store().saveProgress(new StreamedRun(locked.with(failed).with(new RunCounts(7, 2, 3, 6L)), null));
        Run read = store().find(run.id()).orElseThrow();
        assertThat(read.life()).isEqualTo(failed);
        assertThat(read.life().stopRequested()).isTrue();
        assertThat(read.counts()).isEqualTo(new RunCounts(7, 2, 3, 6L));
        assertThat(read.tags()).containsExactly("t");
        assertThat(read.about()).isEqualTo(run.about());
        assertThat(read.valuesVersion()).isEqualTo(stopped.valuesVersion());
    }

    @Test
    void aSummaryThatRowsChangeIsKeptWithTheProgress() {
        Run run = store().insert(aRun("r1"));
        store().saveSummary(run.id(), "{\"loss\":2}");
        String next = "{\"loss\":1,\"text\":\"" + "ü".repeat(100_000) + "\"}";
        transactions().inTransaction(() -> {
            StreamedRun locked = store().lockToStream(run.id(), true).orElseThrow();
            assertThat(locked.summary()).isEqualTo("{\"loss\":2}");
            store().saveProgress(new StreamedRun(locked.run().with(new RunCounts(8, 0, 0, 7L)), next));
            return null;
        });
        Run read = store().find(run.id()).orElseThrow();
        assertThat(read.counts()).isEqualTo(new RunCounts(8, 0, 0, 7L));
        assertThat(read.valuesVersion()).isEqualTo(run.valuesVersion() + 2);
        assertThat(store().documents(List.of(run.id())).get(run.id()).summary()).isEqualTo(next);
    }

    @Test
    void aRunIsSavedTogetherWithItsConfig() {
        Run run = store().insert(aRun("r1"));
        store().saveSummary(run.id(), "{\"a\":1}");
        store().save(
                        run.with(run.about().withDisplayName("new")),
                        "{\"lr\":{\"value\":\"" + "ü".repeat(100_000) + "\"}}");
        Run read = store().find(run.id()).orElseThrow();
        assertThat(read.about().displayName()).isEqualTo("new");
        assertThat(read.valuesVersion()).isEqualTo(run.valuesVersion() + 2);
        RunDocuments documents = store().documents(List.of(run.id())).get(run.id());
        assertThat(documents.config()).hasSize("{'lr':{'value':''}}".length() + 100_000);
        assertThat(documents.summary()).isEqualTo("{\"a\":1}");
    }

    @Test
    void tagsAreReplacedInOrder() {
        Run run = store().insert(aRun("r1"));
        store().saveTags(run.id(), List.of("z", "a", "a ", "é"));
        assertThat(store().find(run.id()).orElseThrow().tags()).containsExactly("z", "a", "a ", "é");
        store().saveTags(run.id(), List.of());
        assertThat(store().find(run.id()).orElseThrow().tags()).isEmpty();
    }

    @Test
    void silentRunsAreThoseAliveWithoutAHeartbeat() {
        Run silent = store().insert(aRun("silent"));
        Run fresh = store().insert(aRun("fresh"));
        Run over = store().insert(aRun("over"));
        Run deleted = store().insert(aRun("deleted"));
        Instant later = NOW.plus(Duration.ofMinutes(10));
        store().save(fresh.with(new RunLife(RunState.RUNNING, NOW, later, later, null, null, false, false)));
        store().save(over.with(new RunLife(RunState.FINISHED, NOW, NOW, NOW, NOW, 0, false, false)));
        store().setDeleted(List.of(deleted.id()), NOW);
        assertThat(store().silentSince(later, 10)).containsExactly(silent.id());
        assertThat(store().silentSince(NOW, 10)).isEmpty();
    }

    @Test
    void runsOfASweepAndDeletedRunsAreListedOldestFirst() {
        RunId first = store().insert(aRun("r1")).id();
        RunId second = store().insert(aRun("r2")).id();
        RunId third = store().insert(aRun("r3")).id();
        store().setDeleted(List.of(second), NOW);
        assertThat(store().ofSweep(PROJECT, "sweep1")).containsExactly(first, third);
        assertThat(store().ofSweep(PROJECT, "other")).isEmpty();
        assertThat(store().deleted(PROJECT)).containsExactly(second);
        store().setDeleted(List.of(second), null);
        assertThat(store().deleted(PROJECT)).isEmpty();
    }

    @Test
    void runsOfAProjectThatWasDeletedAreFoundUntilTheyAreDeletedToo() {
        ProjectId project = projectDeletedAt(NOW);
        RunId first = store().insert(aRun(project, "r1")).id();
        RunId second = store().insert(aRun(project, "r2")).id();
        store().insert(aRun("elsewhere"));
        assertThat(store().leftInProjectsDeletedBefore(NOW, 10)).isEmpty();
        Instant later = NOW.plusSeconds(1);
        assertThat(store().leftInProjectsDeletedBefore(later, 10)).containsExactlyInAnyOrder(first, second);
        assertThat(store().leftInProjectsDeletedBefore(later, 1)).hasSize(1);
        store().setDeleted(List.of(first), NOW);
        assertThat(store().leftInProjectsDeletedBefore(later, 10)).containsExactly(second);
        assertThat(store().deletedWithRows(later, 10)).containsExactly(first);
    }

    @Test
    void aRecordingIsOldButWasJustHeardOf() {
        Instant heard = NOW.plus(Duration.ofDays(2));
        NewRun run = aRun("r1");
        Run inserted = store().insert(new NewRun(
                run.project(),
                run.name(),
                run.number(),
                run.user(),
                run.about(),
                run.tags(),
                run.state(),
                run.documents(),
                run.history(),
                run.counts(),
                run.fork(),
                NOW,
                heard));
        assertThat(inserted.life()).isEqualTo(RunLife.begun(RunState.RUNNING, NOW, heard));
        assertThat(store().silentSince(heard, 10)).isEmpty();
    }

    @Test
    void aRunOfASweepThatIsStoppedBeforeItBeganIsKilled() {
        Run running = store().insert(aRun("running"));
        Run pending = store().insert(aRun("pending"));
        store().save(pending.with(pending.life().set(RunState.PENDING, NOW)));
        SweepRuns sweeps = new StoredSweepRuns(store(), null, null, null, Clock.fixed(NOW, ZoneOffset.UTC));
        transactions().inTransaction(() -> {
            sweeps.requestStop(PROJECT, "running");
            sweeps.requestStop(PROJECT, "pending");
        });
        RunLife still = store().find(running.id()).orElseThrow().life();
        assertThat(still.state()).isEqualTo(RunState.RUNNING);
        assertThat(still.stopRequested()).isTrue();
        RunLife killed = store().find(pending.id()).orElseThrow().life();
        assertThat(killed.state()).isEqualTo(RunState.KILLED);
        assertThat(killed.finishedAt()).isEqualTo(NOW);
        assertThat(killed.stopRequested()).isTrue();
    }

    @Test
    void aRunOfASweepThatNeverBeganHasFailedOrWasKilled() {
        SweepRuns sweeps = new StoredSweepRuns(store(), null, null, null, Clock.fixed(NOW, ZoneOffset.UTC));
        for (String name : List.of("lost", "stopped")) {
            Run run = store().insert(aRun(name));
            RunLife pending = run.life().set(RunState.PENDING, NOW);
            store().save(run.with(name.equals("lost") ? pending : pending.askedToStop(NOW)));
            transactions().inTransaction(() -> sweeps.neverBegan(PROJECT, name));
        }
        assertThat(store().find(PROJECT, "lost").orElseThrow().state()).isEqualTo(RunState.FAILED);
        assertThat(store().find(PROJECT, "stopped").orElseThrow().state()).isEqualTo(RunState.KILLED);
    }

    @Test
    void aLockedRunWaitsForTheOtherTransaction() throws ExecutionException, InterruptedException {
        Run run = store().insert(aRun("r1"));
        CompletableFuture<Void> other = new CompletableFuture<>();
        transactions().inTransaction(() -> {
            Run locked = store().lock(run.id()).orElseThrow();
            Thread.ofVirtual().start(() -> {
                try {
                    transactions()
                            .inTransaction(() -> addRow(store().lock(run.id()).orElseThrow()));
                    other.complete(null);
                } catch (RuntimeException e) {
                    other.completeExceptionally(e);
                }
            });
            sleep(100);
            addRow(locked);
        });
        other.get();
        assertThat(store().find(run.id()).orElseThrow().counts().eventRows()).isEqualTo(2);
    }

    private void addRow(Run run) {
        RunCounts counts = run.counts();
        store().save(run.with(
                new RunCounts(counts.historyRows(), counts.eventRows() + 1, counts.logLines(), counts.lastStep())));
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static NewRun aRun(String name) {
        return aRun(PROJECT, name);
    }

    private static NewRun aRun(ProjectId project, String name) {
        return new NewRun(
                project,
                name,
                7,
                new UserId(5),
                ABOUT,
                List.of("b", "a"),
                RunState.RUNNING,
                new RunDocuments("{}", "{}", null),
                new HistoryId(1),
                new RunCounts(42, 0, 0, 41L),
                new Run.Fork(new RunId(3), 41),
                NOW);
    }
}
