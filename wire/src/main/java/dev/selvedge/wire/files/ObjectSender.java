package dev.selvedge.wire.files;

import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.objects.ObjectStore.Meta;
import dev.selvedge.domain.objects.ObjectStore.Presentation;
import dev.selvedge.domain.objects.StoreAway;
import dev.selvedge.platform.Fault;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Answers GET and HEAD with an object: ranges, validators, and always a {@code Content-Length}. */
public final class ObjectSender {

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final ObjectStore store;

    public ObjectSender(ObjectStore store) {
        this.store = store;
    }

    public void send(HttpServletRequest request, HttpServletResponse response, Meta object, Presentation presentation)
            throws IOException {
        String etag = "\"" + object.etag() + "\"";
        response.setHeader("ETag", etag);
        response.setHeader("Accept-Ranges", "bytes");
        response.setHeader("Last-Modified", HTTP_DATE.format(object.modified()));
        if (matches(request.getHeader("If-None-Match"), etag)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        SafeContent.declare(response, presentation.contentType(), presentation.fileName(), presentation.inline());
        if (request.getMethod().equals("HEAD")) {
            response.setContentLengthLong(object.size());
            return;
        }
        ByteRange range = range(request, object, etag);
        if (range == ByteRange.UNSATISFIABLE) {
            response.setStatus(HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE);
            response.setHeader("Content-Range", "bytes */" + object.size());
            response.setContentLength(0);
        } else if (range != null) {
            response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
            response.setHeader("Content-Range", range.contentRange(object.size()));
            stream(response, object.key(), range);
        } else {
            stream(response, object.key(), new ByteRange(0, object.size()));
        }
    }

    private static ByteRange range(HttpServletRequest request, Meta object, String etag) {
        String condition = request.getHeader("If-Range");
        boolean still =
                condition == null || condition.equals(etag) || condition.equals(HTTP_DATE.format(object.modified()));
        return still ? ByteRange.of(request.getHeader("Range"), object.size()) : null;
    }

    private static boolean matches(String ifNoneMatch, String etag) {
        if (ifNoneMatch == null) {
            return false;
        }
        for (String candidate : ifNoneMatch.split(",")) {
            String bare = candidate.strip();
            if (bare.equals("*") || bare.equals(etag) || bare.equals("W/" + etag)) {
                return true;
            }
        }
        return false;
    }

    /** UNAVAILABLE while the store does not answer. */
    Optional<Meta> find(String key) {
        try {
            return store.head(key);
        } catch (IOException e) {
            throw StoreAway.of(e);
        }
    }

    /** Before anything of the answer has left, so that clients are told to come again. */
    private InputStream open(HttpServletResponse response, String key, ByteRange range) {
        try {
            return store.get(key, range.first(), range.length());
        } catch (IOException e) {
            // what was said of the content, and how long it may be kept, is not said of the refusal
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("ETag", null);
            throw e instanceof NoSuchFileException ? Fault.notFound("This file has been deleted") : StoreAway.of(e);
        }
    }

    private void stream(HttpServletResponse response, String key, ByteRange range) throws IOException {
        response.setContentLengthLong(range.length());
        if (range.length() == 0) {
            return;
        }
        long left = range.length();
        byte[] buffer = new byte[(int) Math.min(BUFFER_BYTES, left)];
        try (InputStream in = open(response, key, range)) {
            OutputStream out = response.getOutputStream();
            int n;
            while (left > 0 && (n = in.read(buffer, 0, (int) Math.min(buffer.length, left))) > 0) {
                out.write(buffer, 0, n);
                left -= n;
            }
        }
        if (left > 0) {
            // replaced by something shorter: the connection must break, or the client would wait for the rest
            throw new EOFException(key + " ended " + left + " bytes early");
        }
    }
}
