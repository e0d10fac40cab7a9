package dev.selvedge.domain.objects;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Bytes under opaque keys ({@code runs/12/files/ab…}). Keys are chosen by the server, never by a user, and contain only
 * {@code [A-Za-z0-9/_.=-]}; no key goes on where another key ended ({@code a} and {@code a/b}). A written object is whole
 * or absent, never torn, and survives a process kill once {@code put} or a signed PUT has answered.
 *
 * <p>Writing may fail with {@link StoreFullException}.
 */
public interface ObjectStore {

    /** Size in bytes, the store's ETag (without quotes) and when it was written. */
    record Meta(String key, long size, String etag, Instant modified) {}

    /** An absolute URL that authorises exactly one method on one object until it expires, with the headers to send. */
    record SignedUrl(String url, Map<String, String> headers) {}

    /** What a download should call itself and declare. Null fields are left to the store. */
    record Presentation(String fileName, String contentType, boolean inline) {}

    /** What an upload must match. Null fields are not checked; {@code md5} is 16 raw bytes in base64. */
    record UploadRule(String md5, String contentType) {}

    record Part(int number, String etag) {}

    /**
     * Writes or replaces. What {@code content} throws while it is read is passed on and leaves nothing behind, so a
     * stream that checks its own sum makes the whole write conditional on it.
     */
    void put(String key, InputStream content, long sizeOrMinusOne) throws IOException;

    /** Writes unless the key exists; false when it did. For content-addressed objects. */
    boolean putIfAbsent(String key, byte[] content) throws IOException;

    /** The whole object. NoSuchFileException when absent. */
    InputStream get(String key) throws IOException;

    /** Bytes {@code offset .. offset+length}, cut at the end of the object. NoSuchFileException when absent. */
    InputStream get(String key, long offset, long length) throws IOException;

    Optional<Meta> head(String key) throws IOException;

    /** Absent keys are fine. */
    void delete(List<String> keys) throws IOException;

    void copy(String fromKey, String toKey) throws IOException;

    Stream<Meta> list(String prefix) throws IOException;

    /** What {@link #list} has to be asked for, one after the other, to see all objects: one for each place. */
    default List<String> roots() {
        return List.of("");
    }

    /** GET of the object. {@code baseUrl} is the server as the client sees it, without trailing slash. */
    SignedUrl presignGet(String baseUrl, String key, Presentation presentation, Duration validFor);

    /**
     * GET and HEAD of the object through the server itself, by a URL of its own: for clients that ask for the size first,
     * as cloud stores sign one method only, and for what runs as a page, which only the server can shut in. Stores whose
     * every URL is the server's own have nothing to add.
     */
    default SignedUrl presignGetAndHead(String baseUrl, String key, Presentation presentation, Duration validFor) {
        return presignGet(baseUrl, key, presentation, validFor);
    }

    SignedUrl presignPut(String baseUrl, String key, UploadRule rule, Duration validFor);

    String startMultipart(String key, String contentType) throws IOException;

    SignedUrl presignPart(
            String baseUrl, String key, String uploadId, int partNumber, UploadRule rule, Duration validFor);

    /** Writes one part for the server's own signed URLs; returns its ETag, which is the MD5 in hex. */
    String putPart(String key, String uploadId, int partNumber, InputStream content, long sizeOrMinusOne)
            throws IOException;

    /**
     * Joins the parts in order; the object appears whole. INVALID when a part is missing or has another ETag. Completing
     * again what is complete does nothing.
     */
    void completeMultipart(String key, String uploadId, List<Part> parts) throws IOException;

    void abortMultipart(String key, String uploadId) throws IOException;

    /** Gives up uploads in parts that began earlier. Stores that let them expire by themselves have nothing to do. */
    default void removeAbandonedUploads(Instant startedBefore) throws IOException {}
}
