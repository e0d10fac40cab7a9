package dev.selvedge.domain.runs;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.runs.history.HistoryId;
import dev.selvedge.platform.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The room with everything around it in memory and a clock that only moves when told. */
final class RunsFixture {

    static final Caller ADA = new Caller.SignedIn(new UserId(1), "ada", false);

    final InMemoryRunStore store = new InMemoryRunStore();
    final FakeHistories histories = new FakeHistories();
    final FakeRunProjects projects = new FakeRunProjects();
    final TestClock clock = new TestClock();
    final List<String> uploaded = new ArrayList<>();

    /** States as they changed, and the step after each growth. */
    final List<String> heard = new ArrayList<>();

    private final RunEvents events = this::hear;

    final RunUpserts upserts =
            new RunUpserts(store, histories, projects, RunLimits.NONE, events, new NoTransactions(), clock);
    final List<RunId> withoutOutputs = new ArrayList<>();
    final RunEdits edits = new RunEdits(
            store, projects, (caller, runs) -> withoutOutputs.addAll(runs), events, new NoTransactions(), clock);
    final RunArchives archives = new RunArchives(new InMemoryRunArchiveStore(), histories);
    final RunRewinds rewinds = new RunRewinds(store, histories, archives, projects, new NoTransactions(), clock);
    final DeletedRuns deletedRuns =
            new DeletedRuns(store, histories, archives, new NoTransactions(), Duration.ofDays(7), clock);
    final RunQueries queries = new RunQueries(store, projects);
    final RunIngest ingest = new RunIngest(
            store,
            histories,
            this::markUploaded,
            new RunDoors(store, projects, () -> 0, clock::nanos),
            RunLimits.NONE,
            events,
            new NoTransactions(),
            clock);

    static final class TestClock extends Clock {
        Instant now = Instant.parse("2026-03-01T10:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        long nanos() {
            return TimeUnit.MILLISECONDS.toNanos(now.toEpochMilli());
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private static final class NoTransactions implements Transactions {
        @Override
        public <T> T inTransaction(Supplier<T> work) {
            return work.get();
        }
    }

    private void hear(Run before, Run after) {
        if (before == null || before.state() != after.state()) {
            heard.add(after.name() + " " + after.state().word());
        }
        if (before != null && before.counts().historyRows() != after.counts().historyRows()) {
            heard.add(after.name() + " has " + after.counts().historyRows() + " rows");
        }
    }

    private void markUploaded(RunId run, Collection<String> paths) {
        uploaded.addAll(paths);
    }

    /** A client begins the run {@code name}. */
    Run begin(String name) {
        return upsert(aWish().named(name).from("laptop")).run();
    }

    RunUpserts.Upserted upsert(WishBuilder wish) {
        return upserts.upsert(ADA, wish.build());
    }

    RunIngest.Answer stream(String run, UpdateBuilder update) {
        return ingest.accept(ADA, "ada", "p", run, update.build(), 1);
    }

    Run read(Run run) {
        return store.find(run.id()).orElseThrow();
    }

    RunDocuments documents(Run run) {
        return store.documents(List.of(run.id())).get(run.id());
    }

    List<String> rows(Run run) {
        HistoryId history = read(run).history();
        return histories.rows(history);
    }

    /** As one that has been looking all the time. */
    CrashDetector crashes() {
        return crashes(new InMemoryWatch(new CrashWatch.Watch(Instant.EPOCH, clock.now, null)));
    }

    CrashDetector crashes(CrashWatch watch) {
        return crashes(watch, Duration.ofMinutes(5));
    }

    CrashDetector crashes(CrashWatch watch, Duration after) {
        return new CrashDetector(store, watch, events, new NoTransactions(), after, clock);
    }

    static final class InMemoryWatch implements CrashWatch {
        private Watch watch;

        InMemoryWatch(Watch watch) {
            this.watch = watch;
        }

        @Override
        public Optional<Watch> find() {
            return Optional.ofNullable(watch);
        }

        @Override
        public void save(Watch newWatch) {
            watch = new Watch(newWatch.since(), newWatch.last(), watch == null ? null : watch.listened());
        }

        @Override
        public void listens(Instant now) {
            watch = watch == null ? new Watch(now, now, now) : new Watch(watch.since(), watch.last(), now);
        }
    }

    static WishBuilder aWish() {
        return new WishBuilder();
    }

    static UpdateBuilder anUpdate() {
        return new UpdateBuilder();
    }
}
