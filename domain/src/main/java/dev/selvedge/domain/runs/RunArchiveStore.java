package dev.selvedge.domain.runs;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Where the archives of runs are kept. */
public interface RunArchiveStore {

    void add(RunId run, RunArchive archive);

    /** The latest first. */
    List<RunArchive> of(RunId run);

    Optional<RunArchive> find(RunId run, int number);

    void remove(RunId run, Collection<Integer> numbers);
}
