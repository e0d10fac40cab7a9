package dev.selvedge.domain.sweeps;

import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.runs.Run;
import dev.selvedge.domain.runs.RunState;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The runs of one sweep; tests move them through their states by hand. */
final class FakeSweepRuns implements SweepRuns {

    private final Map<String, SweepRun> runs = new LinkedHashMap<>();
    private final Map<String, double[]> metrics = new LinkedHashMap<>();

    void set(String name, RunState state) {
        runs.computeIfPresent(
                name, (key, r) -> new SweepRun(name, state, r.stopRequested(), r.configuration(), r.summary()));
    }

    void logged(String name, double... values) {
        metrics.put(name, values);
    }

    SweepRun delete(String name) {
        return runs.remove(name);
    }

    void restore(SweepRun run) {
        runs.put(run.name(), run);
    }

    SweepRun get(String name) {
        return runs.get(name);
    }

    int size() {
        return runs.size();
    }

    @Override
    public List<SweepRun> of(ProjectId project, String sweep) {
        return List.copyOf(runs.values());
    }

    @Override
    public List<Run> runs(ProjectId project, String sweep) {
        throw new UnsupportedOperationException("tests look at the views");
    }

    @Override
    public List<SweepRun> views(List<Run> found) {
        return List.of();
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
    public Map<String, Run> named(ProjectId project, Collection<String> names) {
        throw new UnsupportedOperationException("tests look at the views");
    }

    @Override
    public Map<String, SweepRun> find(ProjectId project, Collection<String> names) {
        return runs.values().stream()
                .filter(run -> names.contains(run.name()))
                .collect(Collectors.toMap(SweepRun::name, run -> run));
    }

    @Override
    public String create(
            UserId user, ProjectId project, String sweep, String displayName, Map<String, Object> configuration) {
        String name = "run" + runs.size();
        runs.put(name, new SweepRun(name, RunState.PENDING, false, configuration, Map.of()));
        return name;
    }

    @Override
    public Map<String, double[]> metrics(ProjectId project, Collection<String> names, String metric) {
        Map<String, double[]> found = new LinkedHashMap<>(metrics);
        found.keySet().retainAll(names);
        return found;
    }

    @Override
    public void requestStop(ProjectId project, String run) {
        runs.computeIfPresent(run, (key, r) -> new SweepRun(run, r.state(), true, r.configuration(), r.summary()));
    }

    @Override
    public void deleteAll(ProjectId project, String sweep) {
        runs.clear();
    }

    @Override
    public void neverBegan(ProjectId project, String run) {
        set(run, RunState.FAILED);
    }
}
