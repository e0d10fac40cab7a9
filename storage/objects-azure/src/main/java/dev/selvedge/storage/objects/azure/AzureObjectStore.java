package dev.selvedge.storage.objects.azure;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.models.BlobHttpHeaders;
import com.azure.storage.blob.models.BlobListDetails;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.ListBlobsOptions;
import com.azure.storage.blob.options.BlobInputStreamOptions;
import com.azure.storage.blob.options.BlobParallelUploadOptions;
import com.azure.storage.blob.options.BlockBlobSimpleUploadOptions;
import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.objects.UrlSigner;
import dev.selvedge.storage.objects.remote.Listing;
import dev.selvedge.storage.objects.remote.OpenUploads;
import dev.selvedge.storage.objects.remote.Spooled;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A container, or a prefix of one. Uploads and downloads of clients do not pass through the server. */
public final class AzureObjectStore implements ObjectStore {

    /** Larger content goes up in blocks; one request takes more, but is begun anew when it breaks. */
    private static final long LARGEST_AT_ONCE = 64L << 20;

    private static final Duration POLL = Duration.ofMillis(500);

    private final BlobContainerClient container;
    private final AzureUrls urls;
    private final OpenUploads open = new OpenUploads(this);
    private final AzureUploads uploads = new AzureUploads(open);
    private final String prefix;
    private final UrlSigner ownUrls;

    private AzureObjectStore(BlobServiceClient service, AzureLocation location, UrlSigner ownUrls) {
        this.container = service.getBlobContainerClient(location.container());
        this.urls = new AzureUrls(service, location);
        this.prefix = location.prefix();
        this.ownUrls = ownUrls;
    }

    /** @param ownUrls for parts of large uploads, and for downloads that pass through the server */
    public static AzureObjectStore open(AzureLocation location, UrlSigner ownUrls) {
        return new AzureObjectStore(AzureClients.service(location), location, ownUrls);
    }

    /** Fails with a sentence when the container cannot be reached with these credentials. */
    public void check() throws IOException {
        AzureFailures.explained(container.getBlobContainerName(), container::getProperties);
    }

    private BlobClient blob(String key) {
        return container.getBlobClient(prefix + key);
    }

    static BinaryData data(Spooled content) {
        return content.file() == null ? BinaryData.fromBytes(content.bytes()) : BinaryData.fromFile(content.file());
    }

    @Override
    public void put(String key, InputStream content, long sizeOrMinusOne) throws IOException {
        try (Spooled spooled = Spooled.of(content, sizeOrMinusOne)) {
            AzureFailures.explained(key, () -> {
                upload(blob(key), spooled);
                return null;
            });
        }
    }

    private static void upload(BlobClient blob, Spooled content) {
        if (content.size() <= LARGEST_AT_ONCE) {
            blob.getBlockBlobClient()
                    .uploadWithResponse(
                            new BlockBlobSimpleUploadOptions(data(content)).setContentMd5(content.md5Bytes()),
                            null,
                            null);
        } else {
            blob.uploadWithResponse(
                    new BlobParallelUploadOptions(data(content))
                            .setHeaders(new BlobHttpHeaders().setContentMd5(content.md5Bytes())),
                    null,
                    null);
        }
    }

    @Override
    public boolean putIfAbsent(String key, byte[] content) throws IOException {
        return AzureFailures.explained(key, () -> {
            try {
                blob(key)
                        .getBlockBlobClient()
                        .uploadWithResponse(
                                new BlockBlobSimpleUploadOptions(BinaryData.fromBytes(content))
                                        .setRequestConditions(new BlobRequestConditions().setIfNoneMatch("*")),
                                null,
                                null);
                return true;
            } catch (BlobStorageException e) {
                if (AzureFailures.isTaken(e)) {
                    return false;
                }
                throw e;
            }
        });
    }

    @Override
    public InputStream get(String key) throws IOException {
        return AzureFailures.explained(key, () -> blob(key).openInputStream());
    }

    @Override
    public InputStream get(String key, long offset, long length) throws IOException {
        long size = head(key).orElseThrow(() -> new NoSuchFileException(key)).size();
        if (length == 0 || offset >= size) {
            return InputStream.nullInputStream();
        }
        BlobRange range = new BlobRange(offset, Math.min(length, size - offset));
        return AzureFailures.explained(
                key, () -> blob(key).openInputStream(new BlobInputStreamOptions().setRange(range)));
    }

    @Override
    public Optional<Meta> head(String key) throws IOException {
        try {
            BlobProperties found = AzureFailures.explained(key, () -> blob(key).getProperties());
            return Optional.of(new Meta(
                    key,
                    found.getBlobSize(),
                    etag(found.getMetadata(), found.getContentMd5(), found.getETag()),
                    found.getLastModified().toInstant()));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
    }

    /** What S3 would say: the MD5, or that of the parts with their number. Blobs made in another way keep their own. */
    private static String etag(Map<String, String> metadata, byte[] md5, String own) {
        String ofParts = metadata == null ? null : metadata.get(AzureUploads.PARTS_ETAG);
        if (ofParts != null) {
            return ofParts;
        }
        return md5 == null || md5.length == 0
                ? own.replace("\"", "")
                : HexFormat.of().formatHex(md5);
    }

    @Override
    public void delete(List<String> keys) throws IOException {
        for (String key : keys) {
            AzureFailures.explained(key, () -> blob(key).deleteIfExists());
        }
    }

    @Override
    public void copy(String fromKey, String toKey) throws IOException {
        AzureFailures.explained(
                fromKey,
                () -> blob(toKey).beginCopy(blob(fromKey).getBlobUrl(), POLL).waitForCompletion());
    }

    @Override
    public Stream<Meta> list(String keyPrefix) throws IOException {
        ListBlobsOptions options = new ListBlobsOptions()
                .setPrefix(prefix + keyPrefix)
                .setDetails(new BlobListDetails().setRetrieveMetadata(true));
        // the first page is fetched at once
        return Listing.of(AzureFailures.explained(keyPrefix, () -> container.listBlobs(options, null).stream()))
                .filter(found -> keyPrefix.startsWith(OpenUploads.FOLDER)
                        || !found.getName().startsWith(prefix + OpenUploads.FOLDER))
                .map(found -> new Meta(
                        found.getName().substring(prefix.length()),
                        found.getProperties().getContentLength(),
                        etag(
                                found.getMetadata(),
                                found.getProperties().getContentMd5(),
                                found.getProperties().getETag()),
                        found.getProperties().getLastModified().toInstant()));
    }

    @Override
    public SignedUrl presignGet(String baseUrl, String key, Presentation presentation, Duration validFor) {
        return urls.get(blob(key), presentation, validFor);
    }

    /** One signature would do for both methods; but such a URL also stands for what only the server can shut in. */
    @Override
    public SignedUrl presignGetAndHead(String baseUrl, String key, Presentation presentation, Duration validFor) {
        return ownUrls.get(baseUrl, key, presentation, validFor);
    }

    @Override
    public SignedUrl presignPut(String baseUrl, String key, UploadRule rule, Duration validFor) {
        return urls.put(blob(key), rule, validFor);
    }

    @Override
    public SignedUrl presignPart(
            String baseUrl, String key, String uploadId, int partNumber, UploadRule rule, Duration validFor) {
        return ownUrls.part(baseUrl, key, uploadId, partNumber, rule, validFor);
    }

    @Override
    public String startMultipart(String key, String contentType) throws IOException {
        return open.begin(key, contentType);
    }

    @Override
    public String putPart(String key, String uploadId, int partNumber, InputStream content, long sizeOrMinusOne)
            throws IOException {
        try (Spooled spooled = Spooled.of(content, sizeOrMinusOne)) {
            return AzureFailures.explained(
                    key, () -> uploads.put(blob(key).getBlockBlobClient(), key, uploadId, partNumber, spooled));
        }
    }

    @Override
    public void completeMultipart(String key, String uploadId, List<Part> parts) throws IOException {
        AzureFailures.explained(key, () -> {
            uploads.complete(blob(key).getBlockBlobClient(), key, uploadId, parts);
            return null;
        });
    }

    @Override
    public void abortMultipart(String key, String uploadId) throws IOException {
        open.end(uploadId);
    }

    @Override
    public void removeAbandonedUploads(Instant startedBefore) throws IOException {
        open.removeStartedBefore(startedBefore);
    }
}
