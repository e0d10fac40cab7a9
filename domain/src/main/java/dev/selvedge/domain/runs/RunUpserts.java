package dev.selvedge.domain.runs;

import static java.util.Objects.requireNonNullElse;

import dev.selvedge.domain.people.Action;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.history.HistoryId;
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
    private final RunEvents events;
    private final Transactions transactions;
    private final Clock clock;
    private final RunLimits limits;
    private final RunNames names = new RunNames(RandomGenerator.getDefault());

    public RunUpserts(
            RunStore runs,
            RunHistories histories,
            RunProjects projects,
            RunLimits limits,
            RunEvents events,
            Transactions transactions,
            Clock clock) {
        this.limits = limits;
        this.runs = runs;
        this.histories = histories;
        this.projects = projects;
        this.events = events;
        this.transactions = transactions;
        this.clock = clock;
    }

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
            RunNames.checkWord("group", wish.group());
            RunNames.checkWord("job type", wish.jobType());
            RunNames.checkWord("sweep", wish.sweep());
            if (wish.summary() != null) {
                RunJson.parseObject(wish.summary(), "summaryMetrics");
            }
            return new Checked(
                    wish.config() == null ? null : RunConfig.parse(wish.config()),
                    wish.summary(),
                    wish.tags() == null ? null : RunTags.check(wish.tags()));
        }

        boolean branchedFrom(String ownName) {
            return config != null
                    && config.branchPoint()
                            .filter(branch -> !branch.run().equals(ownName))
                            .isPresent();
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
        if (existing.isPresent()) {
            return new Upserted(change(caller, existing.get(), wish, checked), false);
        }
        projects.require(caller, Action.CREATE, project);
        limits.update(project);
        return new Upserted(insert(caller, project, wish, checked), true);
    }

    private Run insert(Caller caller, ProjectId project, UpsertRun wish, Checked checked) {
        String name = requireNonNullElse(wish.name(), "").isEmpty() ? names.inventName() : wish.name();
        RunConfig config = checked.config() == null ? RunConfig.empty() : checked.config();
        Past past = past(project, name, config);
        long number = runs.nextNumber(project);
        String shown = requireNonNullElse(wish.displayName(), "").isBlank()
                ? names.inventDisplayName(number)
                : wish.displayName();
        Instant now = clock.instant();
        RunAbout nothing = new RunAbout(shown, null, null, null, null, null, null, null, null, null);
        Run made = runs.insert(new NewRun(
                project,
                name,
                number,
                caller.requireSignedIn().author(),
                wish.appliedTo(nothing),
                checked.tags() == null ? List.of() : checked.tags(),
                requireNonNullElse(wish.state(), RunState.RUNNING),
                new RunDocuments(config.text(), requireNonNullElse(checked.summary(), RunDocuments.EMPTY), null),
                past.history(),
                past.counts(),
                past.fork(),
                startOf(config, now),
                now));
        events.changed(null, made);
        return made;
    }

    /** The rows a run begins with: none, or those of the run it is forked from. */
    private record Past(HistoryId history, RunCounts counts, Run.Fork fork) {}

    private Past past(ProjectId project, String name, RunConfig config) {
        Optional<RunConfig.BranchPoint> point =
                config.branchPoint().filter(branch -> !branch.run().equals(name));
        if (point.isEmpty()) {
            return new Past(histories.create(), RunCounts.NONE, null);
        }
        long step = point.get().step();
        Run parent = runs.find(project, point.get().run())
                .filter(run -> !run.isDeleted())
                .orElseThrow(
                        () -> Fault.notFound("There is no run " + point.get().run() + " to fork from in this project"));
        RunHistories.Branch branch = histories.branch(parent.history(), step);
        return new Past(
                branch.id(), new RunCounts(branch.rows(), 0, 0, branch.lastStep()), new Run.Fork(parent.id(), step));
    }

    private Run change(Caller caller, Run found, UpsertRun wish, Checked checked) {
        projects.requireWrite(caller, found.project());
        limits.update(found.project());
        Run run = runs.lock(found.id()).orElseThrow();
        if (run.isDeleted()) {
            throw new Fault(
                    Fault.Code.GONE, "The run " + run.name() + " was deleted; its id cannot be used for another run");
        }
        Instant now = clock.instant();
        boolean begins = wish.startsClient() && !run.state().isAlive();
        boolean again = begins && wish.beginsByName() && !run.counts().equals(RunCounts.NONE);
        if (begins) {
            histories.begin(run.history(), again);
        }
        if (again && checked.branchedFrom(run.name())) {
            run = emptied(run, checked);
            again = false;
        }
        RunLife life = run.life().updated(now);
        if (begins) {
            life = again ? life.begunAgain(now) : waited(run) ? life.startedFirst(now) : life.started(now);
        } else if (wish.state() != null && wish.state() != life.state()) {
            life = life.set(wish.state(), now);
        }
        String newConfig = null;
        if (checked.config() != null) {
            RunConfig config = united(run, checked.config(), wish.shared());
            life = life.createdAt(startOf(config, life.createdAt()));
            newConfig = config.text();
        }
        if (checked.summary() != null) {
            runs.saveSummary(run.id(), checked.summary());
        }
        if (checked.tags() != null && !checked.tags().equals(run.tags())) {
            runs.saveTags(run.id(), checked.tags());
        }
        Run changed = run.with(wish.appliedTo(run.about())).with(life);
        if (newConfig == null) {
            runs.save(changed);
        } else {
            runs.save(changed, newConfig);
        }
        events.changed(run, changed);
        return runs.find(run.id()).orElseThrow();
    }

    /** No client has begun it so far; it may have been killed unbegun, as those of a cancelled sweep are. */
    private static boolean waited(Run run) {
        return run.state() == RunState.PENDING
                || run.about().host() == null
                        && run.about().program() == null
                        && run.life().exitCode() == null
                        && run.counts().equals(RunCounts.NONE);
    }

    /** A fork that is made once more begins with its parent's rows, not with those of the fork before. */
    private Run emptied(Run run, Checked checked) {
        RunConfig config = checked.config() == null ? RunConfig.empty() : checked.config();
        Past past = past(run.project(), run.name(), config);
        histories.delete(run.history());
        runs.saveConfig(run.id(), RunDocuments.EMPTY);
        runs.saveSummary(run.id(), RunDocuments.EMPTY);
        return run.with(past.history()).with(past.counts());
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
