package dev.selvedge.storage.contract.files;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.Run;
import dev.selvedge.domain.runs.RunAbout;
import dev.selvedge.domain.runs.RunCounts;
import dev.selvedge.domain.runs.RunId;
import dev.selvedge.domain.runs.RunLife;
import dev.selvedge.domain.runs.RunState;
import dev.selvedge.domain.runs.files.FileAccess;
import dev.selvedge.domain.runs.history.HistoryId;
import dev.selvedge.platform.Fault;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Runs of {@code ada/p}: everybody signed in sees them, only ada writes. */
public final class FakeFileAccess implements FileAccess {

    public static final Caller.SignedIn ADA = new Caller.SignedIn(new UserId(1), "ada", false);
    public static final Caller.SignedIn BOB = new Caller.SignedIn(new UserId(2), "bob", false);
    public static final ProjectId PROJECT = new ProjectId(7);

    private final Map<RunId, Run> runs = new LinkedHashMap<>();
    private final Set<RunId> deleted = new HashSet<>();

    public Run add(String name) {
        return addTalking(name, 0);
    }

    /** A run that has written lines to its console. */
    public Run addTalking(String name, long lines) {
        RunId id = new RunId(runs.size() + 1);
        RunAbout about = new RunAbout(name, null, null, null, null, null, null, null, null, null);
        Run run = new Run(
                id,
                PROJECT,
                name,
                ADA.userId(),
                about,
                List.of(),
                RunLife.begun(RunState.RUNNING, Instant.EPOCH, Instant.EPOCH),
                new RunCounts(0, 0, lines, null),
                new HistoryId(id.value()),
                1,
                null,
                null);
        runs.put(id, run);
        return run;
    }

    public void delete(Run run) {
        deleted.add(run.id());
    }

    @Override
    public Optional<Run> find(Caller caller, String entity, String project, String name) {
        return runs.values().stream()
                .filter(run -> entity.equals("ada") && project.equals("p"))
                .filter(run -> run.name().equals(name) && visible(caller, run))
                .findFirst();
    }

    private boolean visible(Caller caller, Run run) {
        return caller instanceof Caller.SignedIn && !deleted.contains(run.id());
    }

    @Override
    public Optional<Run> find(Caller caller, RunId id) {
        return Optional.ofNullable(runs.get(id)).filter(run -> visible(caller, run));
    }

    @Override
    public Address address(Run run) {
        return new Address("ada", "p", run.name());
    }

    @Override
    public List<RunId> deletedBefore(Collection<RunId> candidates, Instant before) {
        return candidates.stream().filter(deleted::contains).toList();
    }

    @Override
    public void requireWrite(Caller caller, Run run) {
        if (!caller.equals(ADA)) {
            throw Fault.denied("Only ada writes here");
        }
    }
}
