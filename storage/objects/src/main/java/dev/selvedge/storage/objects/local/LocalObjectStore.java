package dev.selvedge.storage.objects.local;

import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.objects.SummedStream;
import dev.selvedge.domain.objects.UrlSigner;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Objects as files below a folder that one process owns; see the package for the layout. */
public final class LocalObjectStore implements ObjectStore {

    private static final Pattern UPLOAD_ID = Pattern.compile("[0-9a-f]{32}");
    private static final int MAX_PARTS = 10_000;

    private final Path data;
    private final Path staging;
    private final Path parts;
    private final KeyPaths paths;
    private final UrlSigner signer;
    private final Lock[] locks = new Lock[64];
    private final Lock[] joins = new Lock[64];

    private LocalObjectStore(Path folder, UrlSigner signer) {
        this.data = folder.resolve("data");
        this.staging = folder.resolve("staging");
        this.parts = folder.resolve("parts");
        this.paths = new KeyPaths(data);
        this.signer = signer;
        java.util.Arrays.setAll(locks, i -> new ReentrantLock());
        java.util.Arrays.setAll(joins, i -> new ReentrantLock());
    }

    /** Opens or creates the store in {@code folder}, which must exist or be creatable. */
    public static LocalObjectStore open(Path folder, UrlSigner signer) throws IOException {
        LocalObjectStore store = new LocalObjectStore(folder.toAbsolutePath().normalize(), signer);
        for (Path each : List.of(store.data, store.staging, store.parts)) {
            Durable.createFolders(each);
        }
        return store;
    }

    @Override
    public void put(String key, InputStream content, long sizeOrMinusOne) throws IOException {
        Path target = paths.of(key);
        Staged staged = stage(content, sizeOrMinusOne);
        publish(staged, target, true);
    }

    @Override
    public boolean putIfAbsent(String key, byte[] content) throws IOException {
        Path target = paths.of(key);
        if (Files.exists(target)) {
            return false;
        }
        return publish(stage(new ByteArrayInputStream(content), content.length), target, false);
    }

    private record Staged(Path file, String etag) {}

    private Staged stage(InputStream content, long sizeOrMinusOne) throws IOException {
        Path file = temporary();
        SummedStream summed = SummedStream.of(content);
        try {
            long size = Durable.write(file, summed);
            if (sizeOrMinusOne >= 0 && size != sizeOrMinusOne) {
                throw new IOException(size + " bytes came instead of " + sizeOrMinusOne);
            }
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
        return new Staged(file, HexFormat.of().formatHex(summed.md5()));
    }

    private Path temporary() {
        return staging.resolve(UUID.randomUUID().toString());
    }

    private boolean publish(Staged staged, Path target, boolean replace) throws IOException {
        try {
            BasicFileAttributes state = Files.readAttributes(staged.file(), BasicFileAttributes.class);
            Lock lock = lock(target);
            lock.lock();
            try {
                if (!replace && Files.exists(target)) {
                    Files.delete(staged.file());
                    return false;
                }
                // times are only as fine as the kernel's clock: the old tag might seem to fit the new content
                Files.deleteIfExists(EtagFile.of(target));
                Durable.rename(staged.file(), target);
                EtagFile.write(target, state, staged.etag(), temporary());
            } finally {
                lock.unlock();
            }
            return true;
        } catch (IOException e) {
            Files.deleteIfExists(staged.file());
            throw e;
        }
    }

    private Lock lock(Path target) {
        return locks[Math.floorMod(target.hashCode(), locks.length)];
    }

    @Override
    public InputStream get(String key) throws IOException {
        return Files.newInputStream(paths.of(key));
    }

    @Override
    public InputStream get(String key, long offset, long length) throws IOException {
        Objects.checkFromIndexSize(offset, length, Long.MAX_VALUE);
        FileChannel file = FileChannel.open(paths.of(key), StandardOpenOption.READ);
        try {
            file.position(Math.min(offset, file.size()));
            return new RangeInputStream(Channels.newInputStream(file), length);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public Optional<Meta> head(String key) throws IOException {
        return meta(key, paths.of(key));
    }

    private Optional<Meta> meta(String key, Path file) throws IOException {
        try {
            BasicFileAttributes state = Files.readAttributes(file, BasicFileAttributes.class);
            if (!state.isRegularFile()) {
                return Optional.empty();
            }
            String etag = EtagFile.read(file, state);
            if (etag == null) {
                etag = EtagFile.compute(file);
                EtagFile.write(file, state, etag, temporary());
            }
            return Optional.of(
                    new Meta(key, state.size(), etag, state.lastModifiedTime().toInstant()));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
    }

    @Override
    public void delete(List<String> keys) throws IOException {
        for (String key : keys) {
            Path file = paths.of(key);
            Lock lock = lock(file);
            lock.lock();
            try {
                Files.deleteIfExists(file);
                Files.deleteIfExists(EtagFile.of(file));
            } finally {
                lock.unlock();
            }
            removeEmptyFolders(file.getParent());
        }
    }

    private void removeEmptyFolders(Path from) throws IOException {
        for (Path folder = from; !folder.equals(data); folder = folder.getParent()) {
            try {
                Files.deleteIfExists(folder);
            } catch (DirectoryNotEmptyException inUse) {
                return;
            }
        }
    }

    @Override
    public void copy(String fromKey, String toKey) throws IOException {
        Path from = paths.of(fromKey);
        Path to = paths.of(toKey);
        if (from.equals(to)) {
            return;
        }
        try (InputStream in = Files.newInputStream(from)) {
            publish(stage(in, -1), to, true);
        }
    }

    /**
     * Gives every object a second name below {@code folder}, by key, on the same disk. An object is never changed in
     * place, so what is read under the second name stays what it was, also when the first one goes.
     *
     * @return how many there are
     */
    public long linkAll(Path folder) throws IOException {
        long count = 0;
        try (Stream<Path> files = files(data)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path second = folder.resolve(paths.keyOf(file));
                Files.createDirectories(second.getParent());
                try {
                    Files.createLink(second, file);
                    count++;
                } catch (NoSuchFileException gone) {
                    // a write that replaced it took the name away for a moment; nothing refers to an object that goes
                }
            }
        }
        return count;
    }

    @Override
    public Stream<Meta> list(String prefix) throws IOException {
        return files(paths.folderOf(prefix))
                .filter(file -> paths.keyOf(file).startsWith(prefix))
                .flatMap(file -> {
                    try {
                        return meta(paths.keyOf(file), file).stream();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    /** The objects below a folder, read one folder at a time; what is deleted meanwhile is left out. */
    private static Stream<Path> files(Path folder) {
        List<Path> entries;
        try (Stream<Path> listed = Files.list(folder)) {
            entries = listed.sorted().toList();
        } catch (NoSuchFileException | NotDirectoryException gone) {
            return Stream.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return entries.stream()
                .filter(entry -> !EtagFile.isOne(entry))
                .flatMap(entry -> Files.isDirectory(entry) ? files(entry) : Stream.of(entry));
    }

    @Override
    public SignedUrl presignGet(String baseUrl, String key, Presentation presentation, Duration validFor) {
        KeyPaths.check(key);
        return signer.get(baseUrl, key, presentation, validFor);
    }

    @Override
    public SignedUrl presignPut(String baseUrl, String key, UploadRule rule, Duration validFor) {
        KeyPaths.check(key);
        return signer.put(baseUrl, key, rule, validFor);
    }

    @Override
    public SignedUrl presignPart(
            String baseUrl, String key, String uploadId, int partNumber, UploadRule rule, Duration validFor) {
        KeyPaths.check(key);
        return signer.part(baseUrl, key, uploadId, partNumber, rule, validFor);
    }

    @Override
    public String startMultipart(String key, String contentType) throws IOException {
        KeyPaths.check(key);
        String uploadId = UUID.randomUUID().toString().replace("-", "");
        folder(uploadId).create(key);
        return uploadId;
    }

    private PartFolder folder(String uploadId) {
        // an id that we did not make names a folder that does not exist
        return new PartFolder(parts.resolve(UPLOAD_ID.matcher(uploadId).matches() ? uploadId : "none"));
    }

    @Override
    public String putPart(String key, String uploadId, int partNumber, InputStream content, long sizeOrMinusOne)
            throws IOException {
        if (partNumber < 1 || partNumber > MAX_PARTS) {
            throw new IllegalArgumentException("Part number " + partNumber);
        }
        PartFolder folder = folder(uploadId);
        folder.require(key);
        Staged staged = stage(content, sizeOrMinusOne);
        folder.require(key);
        publish(staged, folder.part(partNumber), true);
        return staged.etag();
    }

    @Override
    public void completeMultipart(String key, String uploadId, List<Part> list) throws IOException {
        PartFolder folder = folder(uploadId);
        // joining takes as long as the file is large, so clients ask again while the first attempt is still at it
        Lock one = joins[Math.floorMod(uploadId.hashCode(), joins.length)];
        one.lock();
        try {
            if (isJoined(folder, key)) {
                // the answer of the first attempt was lost on its way
                return;
            }
            join(folder, list, key);
        } catch (IOException | RuntimeException e) {
            // by another server that has the same folder
            if (!isJoined(folder, key)) {
                throw e;
            }
        } finally {
            one.unlock();
        }
    }

    private void join(PartFolder folder, List<Part> list, String key) throws IOException {
        folder.require(key);
        folder.check(list);
        Path joined = temporary();
        try {
            folder.join(list, joined);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(joined);
            throw e;
        }
        publish(new Staged(joined, PartFolder.joinedEtag(list)), paths.of(key), true);
        folder.delete();
    }

    private boolean isJoined(PartFolder folder, String key) {
        return !folder.exists() && Files.exists(paths.of(key));
    }

    @Override
    public void abortMultipart(String key, String uploadId) throws IOException {
        folder(uploadId).delete();
    }

    /** Removes what writers that are gone left in staging: files that nobody has written to since {@code before}. */
    public int removeAbandonedWrites(Instant before) throws IOException {
        int removed = 0;
        try (Stream<Path> files = Files.list(staging)) {
            for (Path file : files.toList()) {
                if (file.toFile().lastModified() < before.toEpochMilli() && Files.deleteIfExists(file)) {
                    removed++;
                }
            }
        }
        return removed;
    }

    @Override
    public void removeAbandonedUploads(Instant startedBefore) throws IOException {
        try (Stream<Path> folders = Files.list(parts)) {
            for (PartFolder upload : folders.map(PartFolder::new).toList()) {
                if (upload.lastTouchedMillis() < startedBefore.toEpochMilli()) {
                    upload.delete();
                }
            }
        }
    }
}
