package dev.selvedge.storage.contract.objects;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.objects.UrlSigner;
import dev.selvedge.platform.Fault;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/** An object store for tests. Signs its URLs like the local one. */
public final class InMemoryObjectStore implements ObjectStore {

    private record Held(byte[] content, String etag, Instant modified) {}

    private record Upload(String key, NavigableMap<Integer, Held> parts) {}

    private final NavigableMap<String, Held> objects = new ConcurrentSkipListMap<>();
    private final NavigableMap<String, Upload> uploads = new ConcurrentSkipListMap<>();
    private final UrlSigner signer;
    private int removals = -1;
    private volatile boolean away;
    private volatile String awayBelow;
    private volatile int heads;

    public InMemoryObjectStore() {
        this(new UrlSigner("a key for tests, 32 bytes or more".getBytes(UTF_8), null, Instant::now));
    }

    public InMemoryObjectStore(UrlSigner signer) {
        this.signer = signer;
    }

    /** The content, or null when absent: what a test wants to compare. */
    public byte[] content(String key) {
        Held held = objects.get(key);
        return held == null ? null : held.content().clone();
    }

    public List<String> keys() {
        return List.copyOf(objects.keySet());
    }

    @Override
    public void put(String key, InputStream content, long sizeOrMinusOne) throws IOException {
        objects.put(key, read(content, sizeOrMinusOne));
    }

    private static Held read(InputStream content, long sizeOrMinusOne) throws IOException {
        byte[] bytes = content.readAllBytes();
        if (sizeOrMinusOne >= 0 && bytes.length != sizeOrMinusOne) {
            throw new IOException(bytes.length + " bytes came instead of " + sizeOrMinusOne);
        }
        return held(bytes);
    }

    private static Held held(byte[] bytes) {
        return new Held(bytes, HexFormat.of().formatHex(md5(bytes)), Instant.now());
    }

    private static byte[] md5(byte[] bytes) {
        try {
            return MessageDigest.getInstance("MD5").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean putIfAbsent(String key, byte[] content) {
        return objects.putIfAbsent(key, held(content.clone())) == null;
    }

    @Override
    public InputStream get(String key) throws IOException {
        return new ByteArrayInputStream(require(key).content());
    }

    /** From now on, what reads an object finds the store out of reach, or no longer. */
    public void away(boolean now) {
        away = now;
    }

    /** From now on, whatever is asked of objects with this prefix fails; null for none. */
    public void awayBelow(String prefix) {
        awayBelow = prefix;
    }

    /** How often single objects were asked for. */
    public int heads() {
        return heads;
    }

    private void reach(String key) throws IOException {
        if (away || (awayBelow != null && key.startsWith(awayBelow))) {
            throw new IOException("The store is out of reach");
        }
    }

    private Held require(String key) throws IOException {
        reach(key);
        Held held = objects.get(key);
        if (held == null) {
            throw new NoSuchFileException(key);
        }
        return held;
    }

    @Override
    public InputStream get(String key, long offset, long length) throws IOException {
        byte[] content = require(key).content();
        int from = (int) Math.min(offset, content.length);
        return new ByteArrayInputStream(content, from, (int) Math.min(length, content.length - from));
    }

    @Override
    public Optional<Meta> head(String key) throws IOException {
        reach(key);
        heads++;
        return Optional.ofNullable(objects.get(key)).map(held -> meta(key, held));
    }

    private static Meta meta(String key, Held held) {
        return new Meta(key, held.content().length, held.etag(), held.modified());
    }

    @Override
    public void delete(List<String> keys) throws IOException {
        if (removals-- == 0) {
            throw new IOException("The store is out of reach");
        }
        keys.forEach(objects::remove);
    }

    /** The next removal but so many finds the store out of reach. */
    public void failRemovalAfter(int more) {
        removals = more;
    }

    @Override
    public void copy(String fromKey, String toKey) throws IOException {
        objects.put(toKey, held(require(fromKey).content()));
    }

    @Override
    public Stream<Meta> list(String prefix) {
        if (awayBelow != null && prefix.startsWith(awayBelow)) {
            throw new UncheckedIOException(new IOException("The store is out of reach"));
        }
        SortedMap<String, Held> snapshot = new TreeMap<>(objects.tailMap(prefix));
        return snapshot.entrySet().stream()
                .takeWhile(entry -> entry.getKey().startsWith(prefix))
                .map(entry -> meta(entry.getKey(), entry.getValue()));
    }

    @Override
    public SignedUrl presignGet(String baseUrl, String key, Presentation presentation, Duration validFor) {
        return signer.get(baseUrl, key, presentation, validFor);
    }

    @Override
    public SignedUrl presignPut(String baseUrl, String key, UploadRule rule, Duration validFor) {
        return signer.put(baseUrl, key, rule, validFor);
    }

    @Override
    public SignedUrl presignPart(
            String baseUrl, String key, String uploadId, int partNumber, UploadRule rule, Duration validFor) {
        return signer.part(baseUrl, key, uploadId, partNumber, rule, validFor);
    }

    @Override
    public String startMultipart(String key, String contentType) {
        String id = "upload" + (uploads.size() + 1) + "-" + Long.toHexString(System.nanoTime());
        uploads.put(id, new Upload(key, new ConcurrentSkipListMap<>()));
        return id;
    }

    @Override
    public String putPart(String key, String uploadId, int partNumber, InputStream content, long sizeOrMinusOne)
            throws IOException {
        Held part = read(content, sizeOrMinusOne);
        upload(key, uploadId).parts().put(partNumber, part);
        return part.etag();
    }

    private Upload upload(String key, String uploadId) {
        Upload upload = uploads.get(uploadId);
        if (upload == null || !upload.key().equals(key)) {
            throw Fault.notFound("There is no such multipart upload");
        }
        return upload;
    }

    @Override
    public void completeMultipart(String key, String uploadId, List<Part> parts) throws IOException {
        if (!uploads.containsKey(uploadId) && objects.containsKey(key)) {
            return;
        }
        Upload upload = upload(key, uploadId);
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        ByteArrayOutputStream sums = new ByteArrayOutputStream();
        int last = 0;
        for (Part part : parts) {
            Held held = upload.parts().get(part.number());
            if (held == null
                    || part.number() <= last
                    || !held.etag().equals(part.etag().replace("\"", ""))) {
                throw Fault.invalid("Part " + part.number() + " has not been uploaded like this");
            }
            last = part.number();
            joined.write(held.content());
            sums.write(HexFormat.of().parseHex(held.etag()));
        }
        if (parts.isEmpty()) {
            throw Fault.invalid("A multipart upload needs at least one part");
        }
        String etag = HexFormat.of().formatHex(md5(sums.toByteArray())) + "-" + parts.size();
        objects.put(key, new Held(joined.toByteArray(), etag, Instant.now()));
        uploads.remove(uploadId);
    }

    @Override
    public void abortMultipart(String key, String uploadId) {
        uploads.remove(uploadId);
    }
}
