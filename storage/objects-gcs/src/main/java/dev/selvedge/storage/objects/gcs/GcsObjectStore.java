package dev.selvedge.storage.objects.gcs;

import com.google.auth.ServiceAccountSigner;
import com.google.cloud.ReadChannel;
import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.BlobListOption;
import com.google.cloud.storage.Storage.BlobTargetOption;
import com.google.cloud.storage.Storage.CopyRequest;
import com.google.cloud.storage.StorageException;
import com.google.cloud.storage.StorageOptions;
import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.objects.UrlSigner;
import dev.selvedge.storage.objects.remote.Listing;
import dev.selvedge.storage.objects.remote.OpenUploads;
import dev.selvedge.storage.objects.remote.Spooled;
import dev.selvedge.storage.objects.remote.WholeInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A bucket, or a prefix of one. Uploads and downloads of clients do not pass through the server. */
public final class GcsObjectStore implements ObjectStore {

    private static final int KEYS_PER_DELETE = 100;

    private final Storage storage;
    private final GcsLocation location;
    private final GcsUrls urls;
    private final UrlSigner ownUrls;
    private final OpenUploads open = new OpenUploads(this);
    private final GcsUploads uploads;

    GcsObjectStore(Storage storage, GcsLocation location, ServiceAccountSigner signer, UrlSigner ownUrls) {
        this.storage = storage;
        this.location = location;
        this.urls = new GcsUrls(storage, location, signer);
        this.ownUrls = ownUrls;
        this.uploads = new GcsUploads(storage, location, this, open);
    }

    /** @param ownUrls for what signed URLs cannot do */
    public static GcsObjectStore open(GcsLocation location, UrlSigner ownUrls) {
        StorageOptions.Builder options = StorageOptions.http();
        if (location.endpoint() != null) {
            options.setHost(location.endpoint());
        }
        return new GcsObjectStore(options.build().getService(), location, null, ownUrls);
    }

    /** Fails with a sentence when the bucket cannot be reached with these credentials. */
    public void check() throws IOException {
        // asks for objects, the right that serving needs; reading the bucket's settings is another one
        GcsFailures.explained(
                location.bucket(),
                () -> storage.list(
                        location.bucket(), BlobListOption.prefix(location.prefix()), BlobListOption.pageSize(1)));
    }

    private BlobId id(String key) {
        return BlobId.of(location.bucket(), location.prefix() + key);
    }

    @Override
    public void put(String key, InputStream content, long sizeOrMinusOne) throws IOException {
        try (Spooled spooled = Spooled.of(content, sizeOrMinusOne)) {
            // the store compares what arrives with the checksum
            BlobInfo blob = BlobInfo.newBuilder(id(key))
                    .setMd5(Base64.getEncoder().encodeToString(spooled.md5Bytes()))
                    .build();
            GcsFailures.explained(
                    key,
                    () -> spooled.file() == null
                            ? storage.create(blob, spooled.bytes())
                            : storage.createFrom(blob, spooled.file(), Storage.BlobWriteOption.md5Match()));
        }
    }

    @Override
    public boolean putIfAbsent(String key, byte[] content) throws IOException {
        return GcsFailures.explained(key, () -> {
            try {
                storage.create(BlobInfo.newBuilder(id(key)).build(), content, BlobTargetOption.doesNotExist());
                return true;
            } catch (StorageException e) {
                if (GcsFailures.isTaken(e)) {
                    return false;
                }
                throw e;
            }
        });
    }

    @Override
    public InputStream get(String key) throws IOException {
        return get(key, 0, Long.MAX_VALUE);
    }

    @Override
    public InputStream get(String key, long offset, long length) throws IOException {
        // a reader finds out that nothing is there at its first read only
        long size = head(key).orElseThrow(() -> new NoSuchFileException(key)).size();
        if (length == 0 || offset >= size) {
            return InputStream.nullInputStream();
        }
        ReadChannel reader = storage.reader(id(key));
        reader.seek(offset);
        long end = length >= size - offset ? size : offset + length;
        reader.limit(end);
        return new WholeInputStream(Channels.newInputStream(reader), key, end - offset);
    }

    @Override
    public Optional<Meta> head(String key) throws IOException {
        Blob found = GcsFailures.explained(key, () -> storage.get(id(key)));
        return Optional.ofNullable(found).map(this::meta);
    }

    private Meta meta(Blob found) {
        return new Meta(
                found.getName().substring(location.prefix().length()),
                found.getSize(),
                etag(found),
                found.getUpdateTimeOffsetDateTime().toInstant());
    }

    /** What S3 would say: the MD5, or that of the parts with their number. */
    private static String etag(Blob found) {
        Map<String, String> metadata = found.getMetadata();
        if (metadata != null && metadata.containsKey(GcsUploads.PARTS_ETAG)) {
            return metadata.get(GcsUploads.PARTS_ETAG);
        }
        return found.getMd5() == null
                ? found.getEtag()
                : HexFormat.of().formatHex(Base64.getDecoder().decode(found.getMd5()));
    }

    @Override
    public void delete(List<String> keys) throws IOException {
        for (int from = 0; from < keys.size(); from += KEYS_PER_DELETE) {
            List<BlobId> batch = keys.subList(from, Math.min(from + KEYS_PER_DELETE, keys.size())).stream()
                    .map(this::id)
                    .toList();
            GcsFailures.explained(location.bucket(), () -> storage.delete(batch));
        }
    }

    @Override
    public void copy(String fromKey, String toKey) throws IOException {
        GcsFailures.explained(
                fromKey,
                () -> storage.copy(CopyRequest.of(id(fromKey), id(toKey))).getResult());
    }

    @Override
    public Stream<Meta> list(String keyPrefix) throws IOException {
        var found = GcsFailures.explained(
                keyPrefix, () -> storage.list(location.bucket(), BlobListOption.prefix(location.prefix() + keyPrefix)));
        return Listing.of(StreamSupport.stream(found.iterateAll().spliterator(), false))
                .map(this::meta)
                .filter(meta ->
                        keyPrefix.startsWith(OpenUploads.FOLDER) || !meta.key().startsWith(OpenUploads.FOLDER));
    }

    @Override
    public SignedUrl presignGet(String baseUrl, String key, Presentation presentation, Duration validFor) {
        return urls.get(location.prefix() + key, presentation, validFor);
    }

    @Override
    public SignedUrl presignGetAndHead(String baseUrl, String key, Presentation presentation, Duration validFor) {
        return ownUrls.get(baseUrl, key, presentation, validFor);
    }

    @Override
    public SignedUrl presignPut(String baseUrl, String key, UploadRule rule, Duration validFor) {
        return urls.put(location.prefix() + key, rule, validFor);
    }

    @Override
    public SignedUrl presignPart(
            String baseUrl, String key, String uploadId, int partNumber, UploadRule rule, Duration validFor) {
        if (rule == null || rule.md5() == null) {
            // a part is named by its checksum, which the server must see first
            return ownUrls.part(baseUrl, key, uploadId, partNumber, rule, validFor);
        }
        String md5 = HexFormat.of().formatHex(Base64.getDecoder().decode(rule.md5()));
        return urls.put(location.prefix() + GcsUploads.part(uploadId, partNumber, md5), rule, validFor);
    }

    @Override
    public String startMultipart(String key, String contentType) throws IOException {
        return open.begin(key, contentType);
    }

    @Override
    public String putPart(String key, String uploadId, int partNumber, InputStream content, long sizeOrMinusOne)
            throws IOException {
        open.contentType(key, uploadId);
        try (Spooled spooled = Spooled.of(content, sizeOrMinusOne);
                InputStream part = spooled.open()) {
            String md5 = HexFormat.of().formatHex(spooled.md5Bytes());
            put(GcsUploads.part(uploadId, partNumber, md5), part, spooled.size());
            return md5;
        }
    }

    @Override
    public void completeMultipart(String key, String uploadId, List<Part> parts) throws IOException {
        GcsFailures.explained(key, () -> {
            uploads.complete(key, uploadId, parts);
            return null;
        });
    }

    @Override
    public void abortMultipart(String key, String uploadId) throws IOException {
        uploads.remove(uploadId);
    }

    @Override
    public void removeAbandonedUploads(Instant startedBefore) throws IOException {
        open.removeStartedBefore(startedBefore);
    }
}
