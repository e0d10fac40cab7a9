package dev.selvedge.domain.runs;

import dev.selvedge.domain.projects.ProjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where runs are kept. Deleted runs are found like any others; {@link Run#isDeleted} tells. */
public interface RunStore {

    Optional<Run> find(RunId id);

    Optional<Run> find(ProjectId project, String name);

    /** In no order; absent ones are left out. */
    List<Run> find(ProjectId project, Collection<String> names);

    /** In the order of {@code ids}; absent ones are left out. */
    List<Run> find(Collection<RunId> ids);

    /** One entry per run that exists. */
    Map<RunId, RunDocuments> documents(Collection<RunId> ids);

    /**
     * One more than the highest number that a run was made with in the project, deleted ones too; how many runs it has and one,
     * where none has a number. Two that are made at the same moment may get the same.
     */
    long nextNumber(ProjectId project);

    /** Oldest first. */
    List<RunId> deleted(ProjectId project);

    /** Runs that were deleted before {@code instant} and still hold rows or archives. */
    List<RunId> deletedWithRows(Instant instant, int limit);

    /** Runs that are not deleted themselves, of projects that were deleted before {@code instant}. */
    List<RunId> leftInProjectsDeletedBefore(Instant instant, int limit);

    /** Runs of a sweep that are not deleted, oldest first. */
    List<RunId> ofSweep(ProjectId project, String sweep);

    /** How many runs each of these sweeps has that are not deleted; sweeps without any are left out. */
    Map<String, Integer> countOfSweeps(ProjectId project, Collection<String> sweeps);

    /** How long their runs have lived, all together; sweeps without runs are left out. */
    Map<String, Duration> timeOfSweeps(ProjectId project, Collection<String> sweeps);

    /** Runs of these names, deleted ones too. */
    List<RunId> named(ProjectId project, Collection<String> names);

    /** Runs that something still writes, without a sign of life since {@code instant}; the longest silent first. */
    List<RunId> silentSince(Instant instant, int limit);

    /** CONFLICT when the project has, or ever had, a run of this name. */
    Run insert(NewRun run);

    /** As {@link #find(RunId)}, and nobody else changes the run until the transaction ends. */
    Optional<Run> lock(RunId id);

    /** As {@link #find(Collection)}, and nobody else changes these runs until the transaction ends. */
    List<Run> lock(Collection<RunId> ids);

    /** As {@link #lock(RunId)}, with what rows may change and not more: a program sends rows all the time. */
    Optional<StreamedRun> lockToStream(RunId id, boolean withSummary);

    /**
     * Keeps what rows change: the run's life but for wishes to stop it, its counts and which history it has; and the summary,
     * unless that is null, which moves the values version on.
     */
    void saveProgress(StreamedRun run);

    /** Keeps everything of {@code run} but its project, documents, tags, values version and deletion. */
    void save(Run run);

    /** Both at once, as {@link #save(Run)} and {@link #saveConfig} do one after the other. */
    void save(Run run, String config);

    /** Moves the values version on, and keeps when {@code run}, as it was in its project so far, was updated. */
    void move(Run run, ProjectId to);

    void saveTags(RunId id, List<String> tags);

    /** Moves the values version on. */
    void saveConfig(RunId id, String config);

    /** Moves the values version on. */
    void saveSummary(RunId id, String summary);

    void saveSystemMetrics(RunId id, String row);

    void setDeleted(Collection<RunId> ids, Instant deletedAt);
}
