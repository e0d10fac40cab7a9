package dev.selvedge.domain.runs;

import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.platform.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

final class InMemoryRunStore implements RunStore {

    private final Map<RunId, Run> runs = new LinkedHashMap<>();
    private final Map<RunId, RunDocuments> documents = new LinkedHashMap<>();
    final Map<ProjectId, Instant> deletedProjects = new LinkedHashMap<>();

    @Override
    public Optional<Run> find(RunId id) {
        return Optional.ofNullable(runs.get(id));
    }

    @Override
    public Optional<Run> find(ProjectId project, String name) {
        return runs.values().stream()
                .filter(run -> run.project().equals(project) && run.name().equals(name))
                .findFirst();
    }

    @Override
    public List<Run> find(ProjectId project, Collection<String> names) {
        return names.stream()
                .distinct()
                .flatMap(name -> find(project, name).stream())
                .toList();
    }

    @Override
    public List<Run> find(Collection<RunId> ids) {
        return ids.stream().map(runs::get).filter(Objects::nonNull).toList();
    }

    @Override
    public List<Run> lock(Collection<RunId> ids) {
        return find(ids);
    }

    @Override
    public Map<RunId, RunDocuments> documents(Collection<RunId> ids) {
        return ids.stream().filter(documents::containsKey).collect(Collectors.toMap(id -> id, documents::get));
    }

    @Override
    public long nextNumber(ProjectId project) {
        return 1
                + runs.values().stream()
                        .filter(run -> run.project().equals(project))
                        .count();
    }

    @Override
    public List<RunId> deleted(ProjectId project) {
        return ids(run -> run.project().equals(project) && run.isDeleted());
    }

    @Override
    public List<RunId> deletedWithRows(Instant instant, int limit) {
        return runs.values().stream()
                .filter(run -> run.isDeleted() && run.deletedAt().isBefore(instant))
                .filter(run -> run.counts().historyRows()
                                + run.counts().eventRows()
                                + run.counts().logLines()
                        > 0)
                .map(Run::id)
                .limit(limit)
                .toList();
    }

    @Override
    public List<RunId> leftInProjectsDeletedBefore(Instant instant, int limit) {
        return ids(run -> !run.isDeleted()
                        && deletedProjects
                                .getOrDefault(run.project(), Instant.MAX)
                                .isBefore(instant))
                .stream()
                .limit(limit)
                .toList();
    }

    @Override
    public List<RunId> ofSweep(ProjectId project, String sweep) {
        return ids(
                run -> run.project().equals(project) && sweep.equals(run.about().sweep()) && !run.isDeleted());
    }

    @Override
    public Map<String, Integer> countOfSweeps(ProjectId project, Collection<String> sweeps) {
        return sweeps.stream()
                .distinct()
                .filter(sweep -> !ofSweep(project, sweep).isEmpty())
                .collect(Collectors.toMap(
                        sweep -> sweep, sweep -> ofSweep(project, sweep).size()));
    }

    @Override
    public Map<String, Duration> timeOfSweeps(ProjectId project, Collection<String> sweeps) {
        return sweeps.stream()
                .distinct()
                .filter(sweep -> !ofSweep(project, sweep).isEmpty())
                .collect(Collectors.toMap(
                        sweep -> sweep,
                        sweep -> ofSweep(project, sweep).stream()
                                .map(runs::get)
                                .map(InMemoryRunStore::lived)
                                .reduce(Duration.ZERO, Duration::plus)));
    }

    private static Duration lived(Run run) {
        return Duration.between(
                run.life().createdAt(),
                Objects.requireNonNullElse(run.life().finishedAt(), run.life().heartbeatAt()));
    }

    @Override
    public List<RunId> named(ProjectId project, Collection<String> names) {
        return ids(run -> run.project().equals(project) && names.contains(run.name()));
    }

    private List<RunId> ids(Predicate<Run> which) {
        return runs.values().stream().filter(which).map(Run::id).toList();
    }

    @Override
    public List<RunId> silentSince(Instant instant, int limit) {
        return runs.values().stream()
                .filter(run -> run.state().isAlive() && !run.isDeleted())
                .filter(run -> run.life().heartbeatAt().isBefore(instant))
                .sorted(Comparator.comparing(run -> run.life().heartbeatAt()))
                .limit(limit)
                .map(Run::id)
                .toList();
    }

    @Override
    public Run insert(NewRun run) {
        if (find(run.project(), run.name()).isPresent()) {
            throw Fault.conflict("taken: " + run.name());
        }
        Run kept = new Run(
                new RunId(runs.size() + 1),
                run.project(),
                run.name(),
                run.user(),
                run.about(),
                run.tags(),
                run.life(),
                run.counts(),
                run.history(),
                1,
                run.fork(),
                null);
        runs.put(kept.id(), kept);
        documents.put(kept.id(), run.documents());
        return kept;
    }

    @Override
    public Optional<Run> lock(RunId id) {
        return find(id);
    }

    @Override
    public Optional<StreamedRun> lockToStream(RunId id, boolean withSummary) {
        return lock(id).map(run ->
                new StreamedRun(run, withSummary ? documents.get(id).summary() : null));
    }

    @Override
    public void saveProgress(StreamedRun streamed) {
        save(streamed.run());
        if (streamed.summary() != null) {
            saveSummary(streamed.run().id(), streamed.summary());
        }
    }

    @Override
    public void save(Run run) {
        Run kept = runs.get(run.id());
        runs.put(run.id(), copy(run, kept.tags(), kept.valuesVersion(), kept.deletedAt()));
    }

    @Override
    public void move(Run run, ProjectId to) {
        runs.put(
                run.id(),
                new Run(
                        run.id(),
                        to,
                        run.name(),
                        run.user(),
                        run.about(),
                        run.tags(),
                        run.life(),
                        run.counts(),
                        run.history(),
                        run.valuesVersion(),
                        run.fork(),
                        run.deletedAt()));
    }

    @Override
    public void saveTags(RunId id, List<String> tags) {
        runs.computeIfPresent(id, (key, run) -> copy(run, tags, run.valuesVersion(), run.deletedAt()));
    }

    @Override
    public void save(Run run, String config) {
        save(run);
        saveConfig(run.id(), config);
    }

    @Override
    public void saveConfig(RunId id, String config) {
        saveValues(id, kept -> new RunDocuments(config, kept.summary(), kept.systemMetrics()));
    }

    @Override
    public void saveSummary(RunId id, String summary) {
        saveValues(id, kept -> new RunDocuments(kept.config(), summary, kept.systemMetrics()));
    }

    private void saveValues(RunId id, UnaryOperator<RunDocuments> change) {
        documents.compute(id, (key, kept) -> change.apply(kept));
        runs.computeIfPresent(id, (key, run) -> copy(run, run.tags(), run.valuesVersion() + 1, run.deletedAt()));
    }

    @Override
    public void saveSystemMetrics(RunId id, String row) {
        documents.compute(id, (key, kept) -> new RunDocuments(kept.config(), kept.summary(), row));
    }

    @Override
    public void setDeleted(Collection<RunId> ids, Instant deletedAt) {
        ids.forEach(
                id -> runs.computeIfPresent(id, (key, run) -> copy(run, run.tags(), run.valuesVersion(), deletedAt)));
    }

    private static Run copy(Run run, List<String> tags, long valuesVersion, Instant deletedAt) {
        return new Run(
                run.id(),
                run.project(),
                run.name(),
                run.user(),
                run.about(),
                tags,
                run.life(),
                run.counts(),
                run.history(),
                valuesVersion,
                run.fork(),
                deletedAt);
    }
}
