package dev.selvedge.storage.objects.s3;

import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.objects.UrlSigner;
import dev.selvedge.platform.Fault;
import dev.selvedge.storage.objects.remote.CorsSettable;
import dev.selvedge.storage.objects.remote.Listing;
import dev.selvedge.storage.objects.remote.Spooled;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** A bucket, or a prefix of one. Uploads and downloads of clients do not pass through the server. */
public final class S3ObjectStore implements ObjectStore, CorsSettable, AutoCloseable {

    private static final int KEYS_PER_DELETE = 1_000;
    private static final int ATTEMPTS = 5;

    /** What the server uploads in parts, or has uploaded so. Others may use the same bucket, and uploads of theirs go on. */
    private static final Pattern IN_PARTS = Pattern.compile("(wandb_artifacts|at|backups|doctor)/.+");

    private final S3Client s3;
    private final S3Urls urls;
    private final S3Location location;
    private final UrlSigner ownUrls;

    private S3ObjectStore(S3Client s3, S3Urls urls, S3Location location, UrlSigner ownUrls) {
        this.s3 = s3;
        this.urls = urls;
        this.location = location;
        this.ownUrls = ownUrls;
    }

    /** @param ownUrls for what presigned URLs cannot do */
    public static S3ObjectStore open(S3Location location, UrlSigner ownUrls) {
        return new S3ObjectStore(S3Clients.client(location), new S3Urls(location), location, ownUrls);
    }

    /** Fails with a sentence when the bucket cannot be reached with these credentials. */
    public void check() throws IOException {
        S3Failures.explained(location.bucket(), () -> s3.headBucket(b -> b.bucket(location.bucket())));
    }

    @Override
    public void allowOrigin(String origin) throws IOException {
        CORSRule rule = CORSRule.builder()
                .allowedOrigins(origin)
                .allowedMethods("GET", "HEAD", "PUT")
                .allowedHeaders("*")
                .exposeHeaders("ETag", "Content-Length", "Content-Range", "Content-Disposition")
                .maxAgeSeconds(3000)
                .build();
        S3Failures.explained(
                location.bucket(),
                () -> s3.putBucketCors(b -> b.bucket(location.bucket()).corsConfiguration(c -> c.corsRules(rule))));
    }

    private String full(String key) {
        return location.prefix() + key;
    }

    private PutObjectRequest.Builder putting(String key) {
        PutObjectRequest.Builder request =
                PutObjectRequest.builder().bucket(location.bucket()).key(full(key));
        if (location.kmsKeyId() != null) {
            request.serverSideEncryption(ServerSideEncryption.AWS_KMS).ssekmsKeyId(location.kmsKeyId());
        }
        return request;
    }

    @Override
    public void put(String key, InputStream content, long sizeOrMinusOne) throws IOException {
        try (Spooled spooled = Spooled.of(content, sizeOrMinusOne)) {
            S3Failures.explained(key, () -> s3.putObject(putting(key).build(), body(spooled)));
        }
    }

    private static RequestBody body(Spooled spooled) {
        return spooled.file() == null ? RequestBody.fromBytes(spooled.bytes()) : RequestBody.fromFile(spooled.file());
    }

    @Override
    public boolean putIfAbsent(String key, byte[] content) throws IOException {
        PutObjectRequest request = putting(key).ifNoneMatch("*").build();
        for (int attempt = 1; ; attempt++) {
            try (Spooled spooled = Spooled.of(new ByteArrayInputStream(content), content.length)) {
                s3.putObject(request, body(spooled));
                return true;
            } catch (S3Exception e) {
                if (S3Failures.isPrecondition(e)) {
                    return false;
                }
                // 409: another writer of this key is at work and has not won yet
                if (e.statusCode() != 409 || attempt == ATTEMPTS) {
                    throw new IOException("The object store refused to write " + key, e);
                }
            } catch (SdkException e) {
                throw new IOException("The object store cannot be reached: " + e.getMessage(), e);
            }
        }
    }

    @Override
    public InputStream get(String key) throws IOException {
        return open(key, null);
    }

    @Override
    public InputStream get(String key, long offset, long length) throws IOException {
        long size = head(key).orElseThrow(() -> new NoSuchFileException(key)).size();
        if (length == 0 || offset >= size) {
            return InputStream.nullInputStream();
        }
        return open(key, "bytes=" + offset + "-" + (Math.min(size, offset + length) - 1));
    }

    private InputStream open(String key, String range) throws IOException {
        GetObjectRequest request = GetObjectRequest.builder()
                .bucket(location.bucket())
                .key(full(key))
                .range(range)
                .build();
        return new AbortingInputStream(S3Failures.explained(key, () -> s3.getObject(request)));
    }

    @Override
    public Optional<Meta> head(String key) throws IOException {
        try {
            HeadObjectResponse head = S3Failures.explained(
                    key, () -> s3.headObject(b -> b.bucket(location.bucket()).key(full(key))));
            return Optional.of(new Meta(key, head.contentLength(), etag(head), head.lastModified()));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
    }

    /**
     * Rooms take an ETag that looks like an MD5 for that of the content. Under a key of a key service, and under one that
     * the sender brings, it looks like one and is none.
     */
    private static String etag(HeadObjectResponse head) {
        String bare = bare(head.eTag());
        boolean ofContent = head.sseCustomerAlgorithm() == null
                && (head.serverSideEncryption() == null || head.serverSideEncryption() == ServerSideEncryption.AES256);
        return ofContent ? bare : bare + "-encrypted";
    }

    private static String bare(String etag) {
        return etag.replace("\"", "");
    }

    @Override
    public void delete(List<String> keys) throws IOException {
        for (int from = 0; from < keys.size(); from += KEYS_PER_DELETE) {
            List<ObjectIdentifier> batch = keys.subList(from, Math.min(from + KEYS_PER_DELETE, keys.size())).stream()
                    .map(key -> ObjectIdentifier.builder().key(full(key)).build())
                    .toList();
            DeleteObjectsResponse answer = S3Failures.explained(
                    location.bucket(),
                    () -> s3.deleteObjects(b -> b.bucket(location.bucket())
                            .delete(Delete.builder().objects(batch).quiet(true).build())));
            if (answer.hasErrors() && !answer.errors().isEmpty()) {
                throw new IOException("The object store did not delete "
                        + answer.errors().getFirst().key() + ": "
                        + answer.errors().getFirst().message());
            }
        }
    }

    @Override
    public void copy(String fromKey, String toKey) throws IOException {
        long size = head(fromKey)
                .orElseThrow(() -> new NoSuchFileException(fromKey))
                .size();
        new S3Copy(s3, location).copy(full(fromKey), full(toKey), size);
    }

    @Override
    public Stream<Meta> list(String prefix) throws IOException {
        try {
            return Listing.of(
                            s3
                                    .listObjectsV2Paginator(
                                            b -> b.bucket(location.bucket()).prefix(full(prefix)))
                                    .contents()
                                    .stream())
                    .map(found -> new Meta(
                            found.key().substring(location.prefix().length()),
                            found.size(),
                            bare(found.eTag()),
                            found.lastModified()));
        } catch (SdkException e) {
            throw new UncheckedIOException(new IOException("The bucket cannot be listed: " + e.getMessage(), e));
        }
    }

    @Override
    public SignedUrl presignGet(String baseUrl, String key, Presentation presentation, Duration validFor) {
        return urls.get(full(key), presentation, validFor);
    }

    @Override
    public SignedUrl presignGetAndHead(String baseUrl, String key, Presentation presentation, Duration validFor) {
        return ownUrls.get(baseUrl, key, presentation, validFor);
    }

    @Override
    public SignedUrl presignPut(String baseUrl, String key, UploadRule rule, Duration validFor) {
        return urls.put(full(key), rule, validFor);
    }

    @Override
    public SignedUrl presignPart(
            String baseUrl, String key, String uploadId, int partNumber, UploadRule rule, Duration validFor) {
        return urls.part(full(key), uploadId, partNumber, rule, validFor);
    }

    @Override
    public String startMultipart(String key, String contentType) throws IOException {
        return S3Failures.explained(
                key,
                () -> s3.createMultipartUpload(b -> {
                            b.bucket(location.bucket()).key(full(key)).contentType(contentType);
                            if (location.kmsKeyId() != null) {
                                b.serverSideEncryption(ServerSideEncryption.AWS_KMS)
                                        .ssekmsKeyId(location.kmsKeyId());
                            }
                        })
                        .uploadId());
    }

    @Override
    public String putPart(String key, String uploadId, int partNumber, InputStream content, long sizeOrMinusOne)
            throws IOException {
        try (Spooled spooled = Spooled.of(content, sizeOrMinusOne)) {
            return bare(S3Failures.explained(
                            key,
                            () -> s3.uploadPart(
                                    b -> b.bucket(location.bucket())
                                            .key(full(key))
                                            .uploadId(uploadId)
                                            .partNumber(partNumber),
                                    body(spooled)))
                    .eTag());
        }
    }

    @Override
    public void completeMultipart(String key, String uploadId, List<Part> parts) throws IOException {
        List<CompletedPart> completed = new ArrayList<>();
        for (Part part : parts) {
            completed.add(CompletedPart.builder()
                    .partNumber(part.number())
                    .eTag(bare(part.etag()))
                    .build());
        }
        try {
            S3Failures.explained(
                    key,
                    () -> s3.completeMultipartUpload(b -> b.bucket(location.bucket())
                            .key(full(key))
                            .uploadId(uploadId)
                            .multipartUpload(m -> m.parts(completed))));
        } catch (Fault fault) {
            boolean done = fault.code() == Fault.Code.NOT_FOUND && head(key).isPresent();
            if (!done) {
                throw fault;
            }
        }
    }

    @Override
    public void abortMultipart(String key, String uploadId) throws IOException {
        try {
            S3Failures.explained(
                    key,
                    () -> s3.abortMultipartUpload(
                            b -> b.bucket(location.bucket()).key(full(key)).uploadId(uploadId)));
        } catch (Fault gone) {
            // aborted or completed before
        }
    }

    /** Amazon keeps and charges the parts of uploads that nobody ends until a rule of the bucket says otherwise. */
    @Override
    public void removeAbandonedUploads(Instant startedBefore) throws IOException {
        try {
            S3Failures.explained(location.bucket(), () -> {
                s3
                        .listMultipartUploadsPaginator(
                                b -> b.bucket(location.bucket()).prefix(location.prefix()))
                        .uploads()
                        .stream()
                        .filter(upload -> IN_PARTS.matcher(
                                        upload.key().substring(location.prefix().length()))
                                .matches())
                        .filter(upload -> upload.initiated().isBefore(startedBefore))
                        .forEach(this::abort);
                return null;
            });
        } catch (IOException e) {
            // an account without that right, or a server without such a list: the bucket's rules are to do it
            if (!(e.getCause() instanceof S3Exception refused) || !S3Failures.isForbidden(refused)) {
                throw e;
            }
        }
    }

    private void abort(MultipartUpload upload) {
        try {
            s3.abortMultipartUpload(
                    b -> b.bucket(location.bucket()).key(upload.key()).uploadId(upload.uploadId()));
        } catch (NoSuchUploadException ended) {
            // by its owner, or by another server
        }
    }

    @Override
    public void close() {
        s3.close();
        urls.close();
    }
}
