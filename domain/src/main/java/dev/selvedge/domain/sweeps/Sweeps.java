package dev.selvedge.domain.sweeps;

import static java.util.Objects.requireNonNullElse;

import dev.selvedge.domain.people.Action;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.Run;
import dev.selvedge.domain.runs.RunProjects;
import dev.selvedge.domain.sweeps.search.SweepConfig;
import dev.selvedge.domain.sweeps.search.SweepConfigParser;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Transactions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Begins sweeps, changes them, and finds them. */
public final class Sweeps {

    private final SweepStore store;
    private final SweepRuns runs;
    private final SweepLaunch launch;
    private final RunProjects projects;
    private final RunProjects runProjects;
    private final Transactions transactions;
    private final Clock clock;
    private final LocalController localController;

    /**
     * @param projects what may be done with sweeps
     * @param runProjects what may be done with their runs
     */
    public Sweeps(
            SweepStore store,
            SweepRuns runs,
            SweepLaunch launch,
            RunProjects projects,
            RunProjects runProjects,
            Transactions transactions,
            Clock clock) {
        this.store = store;
        this.runs = runs;
        this.launch = launch;
        this.projects = projects;
        this.runProjects = runProjects;
        this.transactions = transactions;
        this.clock = clock;
        this.localController = new LocalController(runs);
    }

    /** @param warnings sentences for the user about a configuration that is accepted but looks unintended */
    public record Upserted(Sweep sweep, List<String> warnings) {}

    /** Clients repeat a refused sweep in smaller forms, so a refusal says at once what is wrong. */
    public Upserted upsert(Caller caller, UpsertSweep wish) {
        caller.requireSignedIn();
        SweepConfig config = wish.config() == null ? null : SweepConfigParser.parse(wish.config());
        Sweep sweep = transactions.inTransaction(() -> {
            Sweep kept = wish.id() == null ? insert(caller, wish, config) : change(caller, wish, config);
            if (wish.launchScheduler() != null && !wish.launchScheduler().isBlank()) {
                launch.queueScheduler(caller, kept, wish.launchScheduler(), wish.templateVariables());
            }
            return kept;
        });
        return new Upserted(sweep, config == null ? List.of() : config.warnings());
    }

    private Sweep insert(Caller caller, UpsertSweep wish, SweepConfig config) {
        if (config == null) {
            throw Fault.invalid("A new sweep needs a configuration");
        }
        ProjectId project = projects.openForRuns(caller, wish.entity(), wish.project());
        projects.require(caller, Action.CREATE, project);
        Instant now = clock.instant();
        Sweep fresh = new Sweep(
                null,
                project,
                SweepNames.invent(RandomGenerator.getDefault()),
                caller.requireSignedIn().author(),
                wish.displayName() != null ? wish.displayName() : nameIn(wish.config()),
                wish.description(),
                wish.config(),
                word(config),
                requireNonNullElse(wish.state(), SweepState.PENDING),
                wish.controller(),
                wish.scheduler(),
                wish.launchScheduler(),
                wish.priorRunsFilters(),
                now,
                now,
                null);
        return afterController(store.insert(fresh), now);
    }

    /** A sweep that goes by the name in its configuration goes by the new one's; "" for none. */
    private static String shown(UpsertSweep wish, Sweep sweep) {
        boolean follows = wish.displayName() == null
                && wish.config() != null
                && (sweep.displayName() == null || sweep.displayName().equals(nameIn(sweep.config())));
        return follows ? requireNonNullElse(nameIn(wish.config()), "") : wish.displayName();
    }

    private static String nameIn(String config) {
        Object name = SweepConfigParser.load(config).get("name");
        return name instanceof String text && !text.isBlank() ? text : null;
    }

    private static String word(SweepConfig config) {
        return config.method().name().toLowerCase(Locale.ROOT);
    }

    private Sweep change(Caller caller, UpsertSweep wish, SweepConfig config) {
        Sweep sweep = store.lock(wish.id())
                .filter(found -> projects.mayRead(caller, found.project()))
                .orElseThrow(() -> Fault.notFound("No such sweep"));
        projects.requireWrite(caller, sweep.project());
        Instant now = clock.instant();
        Sweep changed = sweep.changed(
                wish.shownAs(shown(wish, sweep)),
                config == null ? sweep.method() : word(config),
                wish.state() == null ? sweep.state() : next(sweep.state(), wish.state()),
                now);
        store.save(changed);
        if (changed.state() == SweepState.CANCELED && sweep.state() != SweepState.CANCELED) {
            stopRuns(changed);
        }
        return afterController(changed, now);
    }

    /** A cancelled sweep stays so; one that was only stopped may be taken up again. */
    private static SweepState next(SweepState current, SweepState wanted) {
        if (current == SweepState.CANCELED && wanted != SweepState.CANCELED) {
            throw Fault.invalid(
                    "A cancelled sweep cannot become " + wanted.name().toLowerCase(Locale.ROOT));
        }
        return wanted;
    }

    private void stopRuns(Sweep sweep) {
        for (Run run : runs.runs(sweep.project(), sweep.name())) {
            if (!run.state().isOver()) {
                runs.requestStop(sweep.project(), run.name());
            }
        }
    }

    private Sweep afterController(Sweep sweep, Instant now) {
        Optional<String> answered = localController.answer(sweep);
        if (answered.isEmpty()) {
            return sweep;
        }
        Sweep changed = sweep.given(answered.get(), now);
        store.save(changed);
        return changed;
    }

    /** The sweep of this name, empty when there is none or the caller may not see it. */
    public Optional<Sweep> find(Caller caller, ProjectId project, String name) {
        return maySee(caller, project) ? store.find(project, name) : Optional.empty();
    }

    public Optional<Sweep> find(Caller caller, SweepId id) {
        return store.find(id).filter(sweep -> maySee(caller, sweep.project()));
    }

    /** A link to a view shows runs, not the search that made them. */
    private boolean maySee(Caller caller, ProjectId project) {
        return !(caller instanceof Caller.Guest) && projects.mayRead(caller, project);
    }

    public int count(Caller caller, ProjectId project) {
        return maySee(caller, project) ? store.count(project) : 0;
    }

    /** Newest first; empty where the caller may not look. */
    public List<Sweep> ofProject(Caller caller, ProjectId project) {
        return maySee(caller, project) ? store.ofProject(project) : List.of();
    }

    /**
     * Agents hear 404 and stop.
     *
     * @param withRuns its runs go to the trash too; otherwise they stay in the project
     */
    public void delete(Caller caller, SweepId id, boolean withRuns) {
        transactions.inTransaction(() -> {
            Sweep sweep = store.lock(id)
                    .filter(found -> projects.mayRead(caller, found.project()))
                    .orElseThrow(() -> Fault.notFound("No such sweep"));
            projects.require(caller, Action.DELETE, sweep.project());
            if (withRuns) {
                runProjects.require(caller, Action.DELETE, sweep.project());
                runs.deleteAll(sweep.project(), sweep.name());
            }
            store.delete(id);
        });
    }

    /**
     * A run that a scheduler outside the server has chosen; it waits for an agent.
     *
     * @return the run's name
     */
    public String enqueue(Caller caller, SweepId id, String displayName, Map<String, Object> configuration) {
        return transactions.inTransaction(() -> {
            Sweep sweep = store.lock(id)
                    .filter(found -> projects.mayRead(caller, found.project()))
                    .orElseThrow(() -> Fault.notFound("No such sweep"));
            projects.requireWrite(caller, sweep.project());
            if (sweep.state().isOver()) {
                throw Fault.invalid("The sweep is over");
            }
            return runs.create(
                    caller.requireSignedIn().author(), sweep.project(), sweep.name(), displayName, configuration);
        });
    }
}
