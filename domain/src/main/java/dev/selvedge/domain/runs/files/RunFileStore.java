package dev.selvedge.domain.runs.files;

import dev.selvedge.domain.runs.RunId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the names of runs' files are kept, with the uploads that are still awaited and the objects to remove. */
public interface RunFileStore {

    /** Bytes that were promised a place: {@code key} becomes the file's content when they have arrived. */
    record Upload(FileId file, String key, Instant createdAt) {}

    /** The entries of these names; those that are missing are made, without content. */
    Map<String, RunFile> open(RunId run, Collection<String> names);

    Map<String, RunFile> find(RunId run, Collection<String> names);

    List<RunFile> find(Collection<FileId> ids);

    /** The file whose content is this object. */
    Optional<RunFile> findByKey(String key);

    /** Files that are there, in the order of their ids, after {@code after}. */
    List<RunFile> list(RunId run, NamePattern pattern, FileId after, int limit);

    /** Files that are there. */
    long count(RunId run, NamePattern pattern);

    /** Of the files that are there. */
    long totalSize(RunId run);

    void addUploads(Collection<Upload> uploads);

    Optional<Upload> upload(String key);

    /** Awaited uploads of these files, the newest first. */
    List<Upload> uploads(Collection<FileId> files);

    /** Awaited uploads begun before {@code before}, the oldest first and those of one moment by key, behind {@code after}. */
    List<Upload> uploadsBefore(Instant before, Optional<Upload> after, int limit);

    void removeUploads(Collection<String> keys);

    /** As {@link #find(Collection)}, and nobody else changes the file until the transaction ends. */
    Optional<RunFile> lock(FileId id);

    void setContent(FileId id, RunFile.Content content);

    /** Forgets the files and their awaited uploads. */
    void delete(Collection<FileId> ids);

    /** Forgets those of these files that have neither content nor an awaited upload. */
    void deleteEmpty(Collection<FileId> ids);

    /** All files of a run, also those without content, after {@code after}. */
    List<RunFile> all(RunId run, FileId after, int limit);

    /** Runs that have files, in ascending order. */
    List<RunId> runsWithFiles(RunId after, int limit);

    /** Objects that nothing refers to any more; they are to be removed from {@code notBefore} on. */
    void discard(Collection<String> keys, Instant notBefore);

    List<String> discarded(Instant due, int limit);

    void forgetDiscarded(Collection<String> keys);
}
