package dev.selvedge.server.operations;

import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.storage.objects.places.PlacedObjectStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Times what the store does. Reading ends with the first byte: the rest goes at the reader's pace. */
public final class MeteredObjectStore implements ObjectStore {

    private interface Work<T> {
        T run() throws IOException;
    }

    private final ObjectStore store;
    private final MeterRegistry meters;
    private final BooleanSupplier held;
    private final ReadWriteLock deletions = new ReentrantReadWriteLock();

    public MeteredObjectStore(ObjectStore store, MeterRegistry meters) {
        this(store, meters, () -> false);
    }

    /** @param held whether a backup of the installation needs all objects to stay */
    public MeteredObjectStore(ObjectStore store, MeterRegistry meters, BooleanSupplier held) {
        this.store = store;
        this.meters = meters;
        this.held = held;
    }

    /** Nothing was deleted; the same may be asked again later. */
    public static final class Held extends IOException {

        private static final long serialVersionUID = 1L;

        Held() {
            super("A backup is being made, until its end no object is deleted");
        }
    }

    /** The installation's own, without the buckets of teams. */
    public ObjectStore measured() {
        return store instanceof PlacedObjectStore placed ? placed.home() : store;
    }

    /** With the buckets of teams. */
    public PlacedObjectStore placed() {
        if (store instanceof PlacedObjectStore placed) {
            return placed;
        }
        throw new IllegalStateException("Nothing is known of places here");
    }

    @Override
    public List<String> roots() {
        return store.roots();
    }

    private <T> T timed(String operation, Work<T> work) throws IOException {
        long start = System.nanoTime();
        String outcome = "error";
        try {
            T result = work.run();
            outcome = "ok";
            return result;
        } catch (NoSuchFileException e) {
            outcome = "absent";
            throw e;
        } finally {
            Timer.builder("selvedge.objects")
                    .description("Calls of the object store")
                    .tag("operation", operation)
                    .tag("outcome", outcome)
                    .register(meters)
                    .record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        }
    }

    private SignedUrl signed(String method, SignedUrl url) {
        meters.counter("selvedge.objects.signed", "method", method).increment();
        return url;
    }

    @Override
    public void put(String key, InputStream content, long sizeOrMinusOne) throws IOException {
        timed("put", () -> {
            store.put(key, content, sizeOrMinusOne);
            return null;
        });
    }

    @Override
    public boolean putIfAbsent(String key, byte[] content) throws IOException {
        return timed("put", () -> store.putIfAbsent(key, content));
    }

    @Override
    public InputStream get(String key) throws IOException {
        return timed("get", () -> store.get(key));
    }

    @Override
    public InputStream get(String key, long offset, long length) throws IOException {
        return timed("get", () -> store.get(key, offset, length));
    }

    @Override
    public Optional<Meta> head(String key) throws IOException {
        return timed("head", () -> store.head(key));
    }

    @Override
    public void delete(List<String> keys) throws IOException {
        if (held.getAsBoolean()) {
            throw new Held();
        }
        deletions.readLock().lock();
        try {
            timed("delete", () -> {
                store.delete(keys);
                return null;
            });
        } finally {
            deletions.readLock().unlock();
        }
    }

    /** Deletions wait until {@code work} is done: for whoever takes the database and its objects at one moment. */
    public void withoutDeletions(IoWork work) throws IOException {
        deletions.writeLock().lock();
        try {
            work.run();
        } finally {
            deletions.writeLock().unlock();
        }
    }

    /** Something that may fail as files do. */
    public interface IoWork {
        void run() throws IOException;
    }

    @Override
    public void copy(String fromKey, String toKey) throws IOException {
        timed("copy", () -> {
            store.copy(fromKey, toKey);
            return null;
        });
    }

    @Override
    public Stream<Meta> list(String prefix) throws IOException {
        return timed("list", () -> store.list(prefix));
    }

    @Override
    public SignedUrl presignGet(String baseUrl, String key, Presentation presentation, Duration validFor) {
        return signed("GET", store.presignGet(baseUrl, key, presentation, validFor));
    }

    @Override
    public SignedUrl presignGetAndHead(String baseUrl, String key, Presentation presentation, Duration validFor) {
        return signed("GET", store.presignGetAndHead(baseUrl, key, presentation, validFor));
    }

    @Override
    public SignedUrl presignPut(String baseUrl, String key, UploadRule rule, Duration validFor) {
        return signed("PUT", store.presignPut(baseUrl, key, rule, validFor));
    }

    @Override
    public String startMultipart(String key, String contentType) throws IOException {
        return timed("multipart", () -> store.startMultipart(key, contentType));
    }

    @Override
    public SignedUrl presignPart(
            String baseUrl, String key, String uploadId, int partNumber, UploadRule rule, Duration validFor) {
        return signed("PUT", store.presignPart(baseUrl, key, uploadId, partNumber, rule, validFor));
    }

    @Override
    public String putPart(String key, String uploadId, int partNumber, InputStream content, long sizeOrMinusOne)
            throws IOException {
        return timed("put", () -> store.putPart(key, uploadId, partNumber, content, sizeOrMinusOne));
    }

    @Override
    public void completeMultipart(String key, String uploadId, List<Part> parts) throws IOException {
        timed("multipart", () -> {
            store.completeMultipart(key, uploadId, parts);
            return null;
        });
    }

    @Override
    public void abortMultipart(String key, String uploadId) throws IOException {
        timed("multipart", () -> {
            store.abortMultipart(key, uploadId);
            return null;
        });
    }

    @Override
    public void removeAbandonedUploads(Instant startedBefore) throws IOException {
        timed("multipart", () -> {
            store.removeAbandonedUploads(startedBefore);
            return null;
        });
    }
}
