package dev.selvedge.domain.runs.files;

import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.objects.PlaceId;
import dev.selvedge.domain.objects.PlacedKey;
import dev.selvedge.domain.runs.RunId;
import dev.selvedge.domain.runs.files.RunFileStore.Upload;
import dev.selvedge.platform.Transactions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Removes what nobody can reach any more. Every step may be cut off and is taken up by the next round. */
public final class RunFileJanitor {

    /** An upload URL cannot be used any more, and a last PUT has long ended. */
    private static final Duration UPLOAD_IS_ABANDONED_AFTER = RunFileUploads.VALID_FOR.multipliedBy(2);

    private static final int BATCH = 500;

    private final RunFileStore files;
    private final FileContents contents;
    private final FileAccess access;
    private final ObjectStore objects;
    private final Transactions transactions;
    private final Clock clock;
    private final Duration keepFilesOfDeletedRuns;

    public RunFileJanitor(
            RunFileStore files,
            FileContents contents,
            FileAccess access,
            ObjectStore objects,
            Transactions transactions,
            Clock clock,
            Duration keepFilesOfDeletedRuns) {
        this.files = files;
        this.contents = contents;
        this.access = access;
        this.objects = objects;
        this.transactions = transactions;
        this.clock = clock;
        this.keepFilesOfDeletedRuns = keepFilesOfDeletedRuns;
    }

    /** The quick steps, to be run often. */
    public void sweep() {
        settleUploads();
        removeDiscarded();
    }

    /** Looks at every run that has files; once a day is enough. */
    public void sweepDeletedRuns() {
        Instant before = clock.instant().minus(keepFilesOfDeletedRuns);
        RunId after = new RunId(0);
        for (List<RunId> batch = files.runsWithFiles(after, BATCH);
                !batch.isEmpty();
                batch = files.runsWithFiles(after, BATCH)) {
            access.deletedBefore(batch, before).forEach(this::forgetAll);
            after = batch.getLast();
        }
    }

    private void forgetAll(RunId run) {
        FileId none = new FileId(0);
        for (List<RunFile> batch = files.all(run, none, BATCH); !batch.isEmpty(); batch = files.all(run, none, BATCH)) {
            List<RunFile> gone = batch;
            transactions.inTransaction(() -> RunFileDeletes.forget(files, gone, clock.instant()));
        }
    }

    private void settleUploads() {
        Instant before = clock.instant().minus(UPLOAD_IS_ABANDONED_AFTER);
        Set<PlaceId> away = new HashSet<>();
        Optional<Upload> last = Optional.empty();
        for (List<Upload> batch = files.uploadsBefore(before, last, BATCH);
                !batch.isEmpty();
                batch = files.uploadsBefore(before, last, BATCH)) {
            for (Upload upload : batch) {
                if (isAway(upload, away)) {
                    continue;
                }
                if (isNewest(upload) && contents.settle(upload)) {
                    continue;
                }
                transactions.inTransaction(() -> abandon(upload));
            }
            last = Optional.of(batch.getLast());
        }
    }

    /** Unless it has arrived since it was read: another server, or the client, may have said so. */
    private void abandon(Upload upload) {
        files.lock(upload.file());
        if (files.upload(upload.key()).isPresent()) {
            files.removeUploads(List.of(upload.key()));
            files.discard(List.of(upload.key()), clock.instant());
            files.deleteEmpty(List.of(upload.file()));
        }
    }

    /**
     * The bucket of a team that does not answer: whether the upload arrived there will be known later.
     *
     * @param away places that have not answered in this round, and are not asked again
     */
    private boolean isAway(Upload upload, Set<PlaceId> away) {
        Optional<PlaceId> place = PlacedKey.of(upload.key()).place();
        if (place.isEmpty() || away.contains(place.get())) {
            return place.isPresent();
        }
        try {
            objects.head(upload.key());
            return false;
        } catch (IOException e) {
            return away.add(place.get());
        }
    }

    /** What was begun before the file's present content must not replace it. */
    private boolean isNewest(Upload upload) {
        return files.find(List.of(upload.file())).stream()
                .allMatch(file -> !file.isThere() || file.content().updatedAt().isBefore(upload.createdAt()));
    }

    private void removeDiscarded() {
        Instant now = clock.instant();
        for (List<String> keys = files.discarded(now, BATCH); !keys.isEmpty(); keys = files.discarded(now, BATCH)) {
            try {
                objects.delete(keys);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            files.forgetDiscarded(keys);
        }
    }
}
