package dev.selvedge.storage.objects.remote;

import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.objects.UrlSigner;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A bucket that only the server can reach: every link leads to the server, which passes the bytes on. The bucket itself
 * needs neither a public address nor CORS.
 */
public final class ProxiedObjectStore implements ObjectStore {

    private final ObjectStore bucket;
    private final UrlSigner ownUrls;

    public ProxiedObjectStore(ObjectStore bucket, UrlSigner ownUrls) {
        this.bucket = bucket;
        this.ownUrls = ownUrls;
    }

    @Override
    public SignedUrl presignGet(String baseUrl, String key, Presentation presentation, Duration validFor) {
        return ownUrls.get(baseUrl, key, presentation, validFor);
    }

    @Override
    public SignedUrl presignPut(String baseUrl, String key, UploadRule rule, Duration validFor) {
        return ownUrls.put(baseUrl, key, rule, validFor);
    }

    @Override
    public SignedUrl presignPart(
            String baseUrl, String key, String uploadId, int partNumber, UploadRule rule, Duration validFor) {
        return ownUrls.part(baseUrl, key, uploadId, partNumber, rule, validFor);
    }

    @Override
    public void put(String key, InputStream content, long sizeOrMinusOne) throws IOException {
        bucket.put(key, content, sizeOrMinusOne);
    }

    @Override
    public boolean putIfAbsent(String key, byte[] content) throws IOException {
        return bucket.putIfAbsent(key, content);
    }

    @Override
    public InputStream get(String key) throws IOException {
        return bucket.get(key);
    }

    @Override
    public InputStream get(String key, long offset, long length) throws IOException {
        return bucket.get(key, offset, length);
    }

    @Override
    public Optional<Meta> head(String key) throws IOException {
        return bucket.head(key);
    }

    @Override
    public void delete(List<String> keys) throws IOException {
        bucket.delete(keys);
    }

    @Override
    public void copy(String fromKey, String toKey) throws IOException {
        bucket.copy(fromKey, toKey);
    }

    @Override
    public Stream<Meta> list(String prefix) throws IOException {
        return bucket.list(prefix);
    }

    @Override
    public String startMultipart(String key, String contentType) throws IOException {
        return bucket.startMultipart(key, contentType);
    }

    @Override
    public String putPart(String key, String uploadId, int partNumber, InputStream content, long sizeOrMinusOne)
            throws IOException {
        return bucket.putPart(key, uploadId, partNumber, content, sizeOrMinusOne);
    }

    @Override
    public void completeMultipart(String key, String uploadId, List<Part> parts) throws IOException {
        bucket.completeMultipart(key, uploadId, parts);
    }

    @Override
    public void abortMultipart(String key, String uploadId) throws IOException {
        bucket.abortMultipart(key, uploadId);
    }

    @Override
    public void removeAbandonedUploads(Instant startedBefore) throws IOException {
        bucket.removeAbandonedUploads(startedBefore);
    }
}
