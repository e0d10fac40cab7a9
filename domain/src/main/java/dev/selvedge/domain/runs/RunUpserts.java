package dev.selvedge.domain.runs;

import static java.util.Objects.requireNonNullElse;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Begins runs, and changes what is said about them. */
public final class RunUpserts {

    /** A client's clock may differ a little; a run that was recorded offline differs by more. */
    private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(1);

    private static final int ATTEMPTS = 3;

    private final RunStore runs;
    private final RunHistories histories;
    private final RunProjects projects;
    private final Transactions transactions;
    private final Clock clock;
    private final RunNames names = new RunNames(RandomGenerator.getDefault());

    public RunUpserts(
            RunStore runs, RunHistories histories, RunProjects projects, Transactions transactions, Clock clock) {
        this.runs = runs;
        this.histories = histories;
        this.projects = projects;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * @param run its history row count is where the client shall go on writing: a run opened by name starts over at
     *     the rows it shares with its parent, so that syncing a recording twice overwrites instead of doubling
     */
    public record Upserted(Run run, boolean inserted) {}

    public Upserted upsert(Caller caller, UpsertRun wish) {
        caller.requireSignedIn();
        Checked checked = Checked.of(wish);
        for (int attempt = 1; ; attempt++) {
            try {
                return transactions.inTransaction(() -> upsert(caller, wish, checked));
            } catch (Fault fault) {
                // two writers of one new run: the second one finds what the first has made
                if (fault.code() != Fault.Code.CONFLICT || attempt == ATTEMPTS) {
                    throw fault;
                }
            }
        }
    }

    /** The parts of a wish that can be wrong, parsed before anything is opened. */
    private record Checked(RunConfig config, String summary, List<String> tags) {
        static Checked of(UpsertRun wish) {
            if (wish.name() != null && !wish.name().isEmpty()) {
                RunNames.checkName(wish.name());
            }
            if (wish.displayName() != null) {
                RunNames.checkDisplayName(wish.displayName());
            }
            if (wish.summary() != null) {
                RunJson.parseObject(wish.summary(), "summaryMetrics");
            }
            return new Checked(
                    wish.config() == null ? null : RunConfig.parse(wish.config()),
                    wish.summary(),
                    wish.tags() == null ? null : RunTags.check(wish.tags()));
        }
    }

    private Upserted upsert(Caller caller, UpsertRun wish, Checked checked) {
        if (wish.id() != null) {
            Run run = runs.find(wish.id())
                    .filter(found -> projects.mayRead(caller, found.project()))
                    .orElseThrow(() -> Fault.notFound("No such run"));
            return new Upserted(change(caller, run, wish, checked), false);
        }
        ProjectId project = projects.openForRuns(caller, wish.entity(), wish.project());
        boolean named = wish.name() != null && !wish.name().isEmpty();
        Optional<Run> existing = named ? runs.find(project, wish.name()) : Optional.empty();
        if (existing.isEmpty()) {
            projects.requireWrite(caller, project);
            return new Upserted(insert(caller, project, wish, checked), true);
        }
        Run changed = change(caller, existing.get(), wish, checked);
        RunCounts counts = changed.counts();
        long begin = wish.shared() ? counts.historyRows() : sharedRows(changed);
        return new Upserted(
                changed.with(new RunCounts(begin, counts.eventRows(), counts.logLines(), counts.lastStep())), false);
    }

    private long sharedRows(Run run) {
        return histories.sharedRows(run.history());
    }

    private Run insert(Caller caller, ProjectId project, UpsertRun wish, Checked checked) {
        Instant now = clock.instant();
        String name = requireNonNullElse(wish.name(), "").isEmpty() ? names.inventName() : wish.name();
        RunConfig config = checked.config() == null ? RunConfig.empty() : checked.config();
        Optional<RunConfig.BranchPoint> branchPoint =
                config.branchPoint().filter(point -> !point.run().equals(name));
        Run.Fork fork = null;
        RunCounts counts = RunCounts.NONE;
        var history = branchPoint.isPresent() ? null : histories.create();
        if (branchPoint.isPresent()) {
            Run parent = parent(project, branchPoint.get());
            RunHistories.Branch branch =
                    histories.branch(parent.history(), branchPoint.get().step());
            fork = new Run.Fork(parent.id(), branchPoint.get().step());
            history = branch.id();
            counts = new RunCounts(branch.rows(), 0, 0, branch.lastStep());
        }
        RunAbout nothing = new RunAbout(
                names.inventDisplayName(runs.count(project) + 1), null, null, null, null, null, null, null, null, null);
        return runs.insert(new NewRun(
                project,
                name,
                projects.author(caller, wish.onBehalfOf()),
                wish.appliedTo(nothing),
                checked.tags() == null ? List.of() : checked.tags(),
                requireNonNullElse(wish.state(), RunState.RUNNING),
                new RunDocuments(config.text(), requireNonNullElse(checked.summary(), RunDocuments.EMPTY), null),
                history,
                counts,
                fork,
                startOf(config, now)));
    }

    private Run parent(ProjectId project, RunConfig.BranchPoint point) {
        return runs.find(project, point.run())
                .filter(run -> !run.isDeleted())
                .orElseThrow(() -> Fault.notFound("There is no run " + point.run() + " to fork from in this project"));
    }

    private Run change(Caller caller, Run found, UpsertRun wish, Checked checked) {
        projects.requireWrite(caller, found.project());
        Run run = runs.lock(found.id()).orElseThrow();
        if (run.isDeleted()) {
            throw new Fault(
                    Fault.Code.GONE, "The run " + run.name() + " was deleted; its id cannot be used for another run");
        }
        Instant now = clock.instant();
        RunLife life = run.life().updated(now);
        if (wish.startsClient() && !life.state().isAlive()) {
            life = life.started(now);
        } else if (wish.state() != null && wish.state() != life.state()) {
            life = life.set(wish.state(), now);
        }
        if (checked.config() != null) {
            RunConfig config = united(run, checked.config(), wish.shared());
            life = life.createdAt(startOf(config, life.createdAt()));
            runs.saveConfig(run.id(), config.text());
        }
        if (checked.summary() != null) {
            runs.saveSummary(run.id(), checked.summary());
        }
        if (checked.tags() != null && !checked.tags().equals(run.tags())) {
            runs.saveTags(run.id(), checked.tags());
        }
        runs.save(run.with(wish.appliedTo(run.about())).with(life));
        return runs.find(run.id()).orElseThrow();
    }

    private RunConfig united(Run run, RunConfig newer, boolean shared) {
        RunConfig older =
                RunConfig.parse(runs.documents(List.of(run.id())).get(run.id()).config());
        return shared ? older.unitedWith(newer) : newer.keepingEnvironmentsOf(older);
    }

    private static Instant startOf(RunConfig config, Instant known) {
        return config.startedAt()
                .filter(started -> started.isBefore(known.minus(CLOCK_DIFFERENCE)))
                .orElse(known);
    }
}
