package dev.selvedge.domain.runs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Archives in lists, the latest first. */
final class InMemoryRunArchiveStore implements RunArchiveStore {

    private final Map<RunId, List<RunArchive>> archives = new HashMap<>();

    @Override
    public void add(RunId run, RunArchive archive) {
        archives.computeIfAbsent(run, id -> new ArrayList<>()).addFirst(archive);
    }

    @Override
    public List<RunArchive> of(RunId run) {
        return List.copyOf(archives.getOrDefault(run, List.of()));
    }

    @Override
    public Optional<RunArchive> find(RunId run, int number) {
        return of(run).stream().filter(archive -> archive.number() == number).findFirst();
    }

    @Override
    public void remove(RunId run, Collection<Integer> numbers) {
        archives.getOrDefault(run, new ArrayList<>()).removeIf(archive -> numbers.contains(archive.number()));
    }
}
