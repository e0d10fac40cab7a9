package dev.selvedge.domain.sweeps;

import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.Run;
import dev.selvedge.domain.runs.RunAbout;
import dev.selvedge.domain.runs.RunCounts;
import dev.selvedge.domain.runs.RunId;
import dev.selvedge.domain.runs.RunLife;
import dev.selvedge.domain.runs.RunState;
import dev.selvedge.domain.runs.history.HistoryId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The runs of one sweep; tests move them through their states by hand. */
final class FakeSweepRuns implements SweepRuns {

    private final Map<String, SweepRun> runs = new LinkedHashMap<>();
    private final Map<String, double[]> metrics = new LinkedHashMap<>();
    private final Supplier<Instant> now;

    /** How often the values of all runs were read. */
    int readings;

    FakeSweepRuns(Supplier<Instant> now) {
        this.now = now;
    }

    void set(String name, RunState state) {
        change(name, run -> run.with(run.life().set(state, now.get())));
    }

    private void change(String name, UnaryOperator<Run> change) {
        runs.computeIfPresent(
                name, (key, view) -> new SweepRun(change.apply(view.run()), view.configuration(), view.summary()));
    }

    void logged(String name, double... values) {
        metrics.put(name, values);
    }

    SweepRun delete(String name) {
        return runs.remove(name);
    }

    void restore(SweepRun run) {
        runs.put(run.run().name(), run);
    }

    Run get(String name) {
        return runs.get(name).run();
    }

    int size() {
        return runs.size();
    }

    @Override
    public List<Run> runs(ProjectId project, String sweep) {
        return runs.values().stream().map(SweepRun::run).toList();
    }

    @Override
    public List<SweepRun> views(List<Run> found) {
        readings++;
        return found.stream().map(run -> runs.get(run.name())).toList();
    }

    @Override
    public List<Run> prior(ProjectId project, String filters) {
        return List.of();
    }

    @Override
    public Map<String, Integer> counts(ProjectId project, Collection<String> sweeps) {
        throw new UnsupportedOperationException("tests look at the views");
    }

    @Override
    public Map<String, Duration> times(ProjectId project, Collection<String> sweeps) {
        throw new UnsupportedOperationException("tests look at the views");
    }

    @Override
    public Map<String, Double> best(ProjectId project, Collection<String> sweeps, String metric, boolean largest) {
        throw new UnsupportedOperationException("tests look at the views");
    }

    @Override
    public Map<String, Run> named(ProjectId project, Collection<String> names) {
        return runs.values().stream()
                .map(SweepRun::run)
                .filter(run -> names.contains(run.name()))
                .collect(Collectors.toMap(Run::name, run -> run));
    }

    @Override
    public String create(
            UserId user, ProjectId project, String sweep, String displayName, Map<String, Object> configuration) {
        String name = "run" + runs.size();
        Run run = new Run(
                new RunId(runs.size() + 1),
                project,
                name,
                user,
                new RunAbout(name, null, null, null, null, sweep, null, null, null, null),
                List.of(),
                RunLife.begun(RunState.PENDING, now.get(), now.get()),
                RunCounts.NONE,
                new HistoryId(runs.size() + 1),
                1,
                null,
                null);
        runs.put(name, new SweepRun(run, configuration, Map.of()));
        return name;
    }

    @Override
    public Map<String, double[]> metrics(Collection<Run> of, String metric) {
        return of.stream().collect(Collectors.toMap(Run::name, run -> metrics.getOrDefault(run.name(), new double[0])));
    }

    @Override
    public void requestStop(ProjectId project, String run) {
        change(run, found -> found.with(found.life().askedToStop(now.get())));
    }

    @Override
    public void deleteAll(ProjectId project, String sweep) {
        runs.clear();
    }

    @Override
    public void neverBegan(ProjectId project, String run) {
        set(run, get(run).life().stopRequested() ? RunState.KILLED : RunState.FAILED);
    }
}
