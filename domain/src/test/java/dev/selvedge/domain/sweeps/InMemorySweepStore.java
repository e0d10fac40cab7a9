package dev.selvedge.domain.sweeps;

import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.platform.Fault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class InMemorySweepStore implements SweepStore {

    private final Map<SweepId, Sweep> sweeps = new LinkedHashMap<>();
    private final Map<AgentId, SweepAgent> agents = new LinkedHashMap<>();
    private final Map<String, Trial> trials = new LinkedHashMap<>();

    @Override
    public Sweep insert(Sweep s) {
        if (find(s.project(), s.name()).isPresent()) {
            throw Fault.conflict("The project already has a sweep named " + s.name());
        }
        SweepId id = new SweepId(sweeps.size() + 1);
        Sweep stored = new Sweep(
                id,
                s.project(),
                s.name(),
                s.user(),
                s.displayName(),
                s.description(),
                s.config(),
                s.method(),
                s.state(),
                s.controller(),
                s.scheduler(),
                s.launchScheduler(),
                s.priorRunsFilters(),
                s.createdAt(),
                s.updatedAt(),
                s.heartbeatAt());
        sweeps.put(id, stored);
        return stored;
    }

    @Override
    public void save(Sweep sweep) {
        sweeps.put(sweep.id(), sweep);
    }

    @Override
    public Optional<Sweep> find(SweepId id) {
        return Optional.ofNullable(sweeps.get(id));
    }

    @Override
    public Optional<Sweep> find(ProjectId project, String name) {
        return sweeps.values().stream()
                .filter(s -> s.project().equals(project) && s.name().equals(name))
                .findFirst();
    }

    @Override
    public Optional<Sweep> lock(SweepId id) {
        return find(id);
    }

    @Override
    public List<Sweep> ofProject(ProjectId project) {
        return sweeps.values().stream()
                .filter(s -> s.project().equals(project))
                .sorted(Comparator.comparing(Sweep::createdAt).reversed())
                .toList();
    }

    @Override
    public int count(ProjectId project) {
        return ofProject(project).size();
    }

    @Override
    public Map<AgentId, SweepAgent> agents(Collection<AgentId> ids) {
        Map<AgentId, SweepAgent> found = new HashMap<>(agents);
        found.keySet().retainAll(ids);
        return found;
    }

    @Override
    public void delete(SweepId id) {
        sweeps.remove(id);
        agents.values().removeIf(a -> a.sweep().equals(id));
        trials.values().removeIf(t -> t.sweep().equals(id));
    }

    @Override
    public SweepAgent register(SweepId sweep, UserId user, String name, String host, Instant now) {
        SweepAgent agent = new SweepAgent(new AgentId(agents.size() + 1), sweep, user, name, host, now, now);
        agents.put(agent.id(), agent);
        return agent;
    }

    @Override
    public Optional<SweepAgent> agent(AgentId id) {
        return Optional.ofNullable(agents.get(id));
    }

    @Override
    public void heard(AgentId id, Instant now) {
        agents.computeIfPresent(
                id, (key, a) -> new SweepAgent(id, a.sweep(), a.user(), a.name(), a.host(), a.createdAt(), now));
    }

    @Override
    public List<SweepAgent> agents(SweepId sweep) {
        return agents.values().stream().filter(a -> a.sweep().equals(sweep)).toList();
    }

    @Override
    public Map<AgentId, Integer> trialCounts(Collection<AgentId> ids) {
        Map<AgentId, Integer> counts = new HashMap<>();
        trials.values().stream()
                .filter(t -> ids.contains(t.agent()))
                .forEach(t -> counts.merge(t.agent(), 1, Integer::sum));
        return counts;
    }

    @Override
    public void offer(Trial trial) {
        Trial before = trials.put(trial.run(), trial);
        if (before != null && before.open()) {
            throw new AssertionError(trial.run() + " was handed out twice");
        }
    }

    @Override
    public void save(Trial trial) {
        trials.put(trial.run(), trial);
    }

    @Override
    public List<Trial> openTrials(SweepId sweep) {
        return new ArrayList<>(trials.values().stream()
                .filter(t -> t.sweep().equals(sweep) && t.open())
                .toList());
    }

    @Override
    public List<String> runsOf(AgentId agent) {
        return trials.values().stream()
                .filter(t -> t.agent().equals(agent))
                .map(Trial::run)
                .toList();
    }
}
