package dev.selvedge.domain.runs;

import dev.selvedge.domain.people.Action;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Transactions;
import java.time.Clock;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What people do to runs that exist: stop, delete and restore, tag, move, set the state. */
public final class RunEdits {

    /** From which states a run may be set to which. */
    private static final Map<RunState, Set<RunState>> SETTABLE = Map.of(
            RunState.PENDING, EnumSet.of(RunState.RUNNING, RunState.FAILED, RunState.CRASHED, RunState.PREEMPTED),
            RunState.FAILED, EnumSet.of(RunState.PENDING, RunState.RUNNING));

    private final RunStore runs;
    private final RunProjects projects;
    private final RunOutputs outputs;
    private final RunEvents events;
    private final Transactions transactions;
    private final Clock clock;

    public RunEdits(
            RunStore runs,
            RunProjects projects,
            RunOutputs outputs,
            RunEvents events,
            Transactions transactions,
            Clock clock) {
        this.runs = runs;
        this.projects = projects;
        this.outputs = outputs;
        this.events = events;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The run that a client names: by the id it was given, or by one that it made of the run's path. */
    public RunId named(Caller caller, String id) {
        Optional<RunPath> path = RunPath.parse(id);
        if (path.isEmpty()) {
            return RunId.parse(id);
        }
        caller.requireSignedIn();
        return path.flatMap(it -> projects.find(caller, it.entity(), it.project())
                        .flatMap(project -> runs.find(project, it.name())))
                .map(Run::id)
                .orElseThrow(RunEdits::unknown);
    }

    /** The client hears of it with the next answer and ends itself. */
    public void stop(Caller caller, RunId id) {
        change(caller, id, run -> run.with(run.life().askedToStop(clock.instant())));
    }

    public void setState(Caller caller, RunId id, RunState wanted) {
        change(caller, id, run -> {
            if (!SETTABLE.getOrDefault(wanted, Set.of()).contains(run.state())) {
                throw Fault.invalid(
                        "invalid state transition: a " + run.state().word() + " run cannot become " + wanted.word());
            }
            if (run.about().sweep() != null) {
                throw Fault.invalid("invalid state transition: the sweep decides about the runs of a sweep");
            }
            return run.with(run.life().set(wanted, clock.instant()));
        });
    }

    private void change(Caller caller, RunId id, UnaryOperator<Run> edit) {
        transactions.inTransaction(() -> {
            Run run = writable(caller, id);
            Run edited = edit.apply(run);
            runs.save(edited);
            events.changed(run, edited);
        });
    }

    private Run writable(Caller caller, RunId id) {
        Run run = locked(caller, Action.WRITE, id);
        if (run.isDeleted()) {
            throw unknown();
        }
        return run;
    }

    private Run locked(Caller caller, Action action, RunId id) {
        caller.requireSignedIn();
        Run run = runs.lock(id)
                .filter(found -> projects.mayRead(caller, found.project()))
                .orElseThrow(RunEdits::unknown);
        projects.require(caller, action, run.project());
        return run;
    }

    private static Fault unknown() {
        return Fault.notFound("No such run");
    }

    /**
     * The run disappears; its id stays taken, and {@link #restore} brings it back. A deleted run may be deleted again:
     * clients repeat the call when an answer was lost, or to take the outputs along after all.
     *
     * @param withOutputs the artifact versions it logged go too, and do not come back
     */
    public void delete(Caller caller, RunId id, boolean withOutputs) {
        transactions.inTransaction(() -> delete(caller, List.of(locked(caller, Action.DELETE, id)), withOutputs));
    }

    public void delete(Caller caller, ProjectId project, Collection<RunId> ids, boolean withOutputs) {
        transactions.inTransaction(() -> delete(caller, in(caller, Action.DELETE, project, ids), withOutputs));
    }

    private void delete(Caller caller, List<Run> doomed, boolean withOutputs) {
        if (withOutputs) {
            outputs.delete(caller, doomed.stream().map(Run::id).toList());
        }
        // the day of the first deletion holds: files are kept for some time from then on
        runs.setDeleted(
                doomed.stream().filter(run -> !run.isDeleted()).map(Run::id).toList(), clock.instant());
    }

    /** For those who may delete: whoever takes a thing away may bring it back. */
    public void restore(Caller caller, ProjectId project, Collection<RunId> ids) {
        transactions.inTransaction(() -> runs.setDeleted(
                in(caller, Action.DELETE, project, ids).stream().map(Run::id).toList(), null));
    }

    public List<Run> tag(
            Caller caller, ProjectId project, Collection<RunId> ids, List<String> add, List<String> remove) {
        return transactions.inTransaction(() -> {
            List<Run> tagged = in(caller, Action.WRITE, project, ids).stream()
                    .filter(run -> !run.isDeleted())
                    .toList();
            for (Run run : tagged) {
                List<String> tags = RunTags.changed(run.tags(), add, remove);
                if (!tags.equals(run.tags())) {
                    runs.saveTags(run.id(), tags);
                }
            }
            return runs.find(tagged.stream().map(Run::id).toList());
        });
    }

    /** INVALID, and nothing is moved, when the destination has a run of the same id. */
    public void move(Caller caller, ProjectId from, ProjectId to, Collection<RunId> ids) {
        projects.require(caller, Action.CREATE, to);
        transactions.inTransaction(() -> {
            for (Run run : in(caller, Action.DELETE, from, ids)) {
                if (runs.find(to, run.name()).isPresent()) {
                    throw Fault.invalid("The destination project already has, or had, a run with the id " + run.name());
                }
                runs.move(run.with(run.life().updated(clock.instant())), to);
            }
        });
    }

    /**
     * Locked: others may tag, move or delete some of the same at this moment. Ids of other projects are neither answered
     * nor locked, as the caller may not even see what they name.
     */
    private List<Run> in(Caller caller, Action action, ProjectId project, Collection<RunId> ids) {
        caller.requireSignedIn();
        projects.require(caller, action, project);
        return of(
                project,
                runs.lock(of(project, runs.find(ids)).stream().map(Run::id).toList()));
    }

    private static List<Run> of(ProjectId project, List<Run> found) {
        return found.stream().filter(run -> run.project().equals(project)).toList();
    }
}
