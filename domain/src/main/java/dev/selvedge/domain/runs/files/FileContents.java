package dev.selvedge.domain.runs.files;

import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.objects.ObjectStore.Meta;
import dev.selvedge.domain.objects.StoreAway;
import dev.selvedge.domain.objects.UploadListener;
import dev.selvedge.domain.runs.RunFiles;
import dev.selvedge.domain.runs.RunId;
import dev.selvedge.domain.runs.files.RunFileStore.Upload;
import dev.selvedge.platform.Transactions;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Turns arrived uploads into the content of their files. An upload counts when its PUT ends at our own server, when the
 * client says it has ended, or when the janitor finds its object; the latest of them wins.
 */
public final class FileContents implements UploadListener, RunFiles {

    /** Links to replaced content stay good this long: a download of it may be running. */
    static final Duration KEEP_REPLACED = Duration.ofHours(6);

    private static final Pattern MD5 = Pattern.compile("[0-9a-f]{32}");

    private final RunFileStore files;
    private final ObjectStore objects;
    private final Transactions transactions;
    private final Clock clock;

    public FileContents(RunFileStore files, ObjectStore objects, Transactions transactions, Clock clock) {
        this.files = files;
        this.objects = objects;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public void uploaded(String key, long size, String md5) {
        if (FileKeys.isOne(key)) {
            arrived(key, size, md5);
        }
    }

    /** Of several awaited uploads of a file, the newest that has arrived counts; older ones have lost. */
    @Override
    public void markUploaded(RunId run, Collection<String> paths) {
        List<String> names = paths.stream().map(FileNames::canonical).toList();
        List<FileId> ids =
                files.find(run, names).values().stream().map(RunFile::id).toList();
        List<FileId> settled = new ArrayList<>();
        for (Upload upload : files.uploads(ids)) {
            if (!settled.contains(upload.file())) {
                head(upload.key()).ifPresent(meta -> {
                    arrived(upload.key(), meta.size(), md5(meta));
                    settled.add(upload.file());
                });
            }
        }
    }

    private void arrived(String key, long size, String md5) {
        transactions.inTransaction(() -> {
            Optional<FileId> target = files.upload(key)
                    .map(Upload::file)
                    .or(() -> files.findByKey(key).map(RunFile::id));
            Optional<RunFile> file = target.flatMap(files::lock);
            Instant now = clock.instant();
            if (file.isEmpty()) {
                // deleted while it was being uploaded
                files.discard(List.of(key), now);
                return;
            }
            RunFile.Content before = file.get().content();
            List<Upload> awaited = files.uploads(List.of(file.get().id()));
            boolean isContent = before != null && before.key().equals(key);
            if (!isContent && awaited.stream().noneMatch(upload -> upload.key().equals(key))) {
                // given up for lost, or overtaken, just before the file was locked: its object goes
                return;
            }
            String type = MediaTypes.ofName(file.get().name());
            files.setContent(file.get().id(), new RunFile.Content(key, size, md5, type, now));
            overtake(awaited, key, now);
            files.removeUploads(List.of(key));
            if (before != null && !isContent) {
                files.discard(List.of(before.key()), now.plus(KEEP_REPLACED));
            }
        });
    }

    /**
     * Uploads begun before this one have lost: the object of one whose arrival could not be noted, as while the database
     * was away, must not replace what came later.
     */
    private void overtake(List<Upload> awaited, String key, Instant now) {
        List<String> older = awaited.stream()
                .filter(mine -> mine.key().equals(key))
                .flatMap(mine ->
                        awaited.stream().filter(other -> other.createdAt().isBefore(mine.createdAt())))
                .map(Upload::key)
                .toList();
        if (!older.isEmpty()) {
            files.removeUploads(older);
            files.discard(older, now.plus(KEEP_REPLACED));
        }
    }

    /** True when the object of an upload that nobody reported is there after all. */
    boolean settle(Upload upload) {
        Optional<Meta> meta = head(upload.key());
        meta.ifPresent(found -> arrived(upload.key(), found.size(), md5(found)));
        return meta.isPresent();
    }

    private Optional<Meta> head(String key) {
        try {
            return objects.head(key);
        } catch (IOException e) {
            throw StoreAway.of(e);
        }
    }

    /** Stores use the MD5 as the ETag of what came in one piece. */
    private static String md5(Meta meta) {
        return MD5.matcher(meta.etag()).matches()
                ? Base64.getEncoder().encodeToString(HexFormat.of().parseHex(meta.etag()))
                : null;
    }
}
