package dev.selvedge.wire.files;

import dev.selvedge.domain.objects.Grant;
import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.objects.ObjectStore.Meta;
import dev.selvedge.domain.objects.ObjectStore.UploadRule;
import dev.selvedge.domain.objects.StoreAway;
import dev.selvedge.domain.objects.StoreFullException;
import dev.selvedge.domain.objects.UploadListener;
import dev.selvedge.domain.objects.UrlSigner;
import dev.selvedge.platform.Fault;
import dev.selvedge.wire.http.FaultBody;
import dev.selvedge.wire.http.RequestIds;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.HttpRequestHandler;

/** {@code /storage/<token>}: what a signed URL grants. Asks for no other credentials; clients send none. */
public final class StorageEndpoint implements HttpRequestHandler {

    private static final Logger log = LoggerFactory.getLogger(StorageEndpoint.class);
    private static final String PREFIX = "/storage/";
    private static final int INSUFFICIENT_STORAGE = 507;

    private final ObjectStore store;
    private final UrlSigner signer;
    private final List<UploadListener> listeners;
    private final ObjectSender sender;

    public StorageEndpoint(ObjectStore store, UrlSigner signer, List<UploadListener> listeners) {
        this.store = store;
        this.signer = signer;
        this.listeners = List.copyOf(listeners);
        this.sender = new ObjectSender(store);
    }

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getMethod().equals("OPTIONS")) {
            Cors.preflight(response, "GET, HEAD, PUT");
            return;
        }
        Cors.allow(response);
        try {
            serve(request, response);
        } catch (Fault fault) {
            FaultBody.write(request, response, fault);
        } catch (RuntimeException accident) {
            FaultBody.writeAccident(request, response, accident);
        }
    }

    private void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Grant grant = signer.verify(token(request));
        String method = request.getMethod();
        switch (grant) {
            case Grant.Download download
            when method.equals("GET") || method.equals("HEAD") -> download(request, response, download);
            case Grant.Upload upload
            when method.equals("PUT") -> {
                CheckedBody body = body(request, upload.rule());
                if (stored(request, response, body, size -> store.put(upload.key(), body, size))) {
                    listeners.forEach(each -> each.uploaded(upload.key(), body.size(), body.md5Base64()));
                    response.setHeader("ETag", "\"" + body.md5Hex() + "\"");
                }
            }
            case Grant.PartUpload part
            when method.equals("PUT") -> {
                CheckedBody body = body(request, part.rule());
                // the client repeats it when it joins the parts, and a store that encrypts has tags of its own
                String[] etag = new String[1];
                if (stored(request, response, body, size -> etag[0] = putPart(part, body, size))) {
                    response.setHeader("ETag", "\"" + etag[0] + "\"");
                }
            }
            default -> refuseMethod(request, response, grant);
        }
    }

    private static String token(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return path.startsWith(PREFIX) ? path.substring(path.lastIndexOf('/') + 1) : "";
    }

    private void download(HttpServletRequest request, HttpServletResponse response, Grant.Download download)
            throws IOException {
        Meta object = sender.find(download.key()).orElseThrow(() -> Fault.notFound("This file has been deleted"));
        // the same URL may be in a page many times, and its object hardly ever changes
        response.setHeader("Cache-Control", "private, max-age=600");
        sender.send(request, response, object, download.presentation());
    }

    private static CheckedBody body(HttpServletRequest request, UploadRule rule) throws IOException {
        String type = request.getContentType();
        if (rule.contentType() != null && type != null && !type.equalsIgnoreCase(rule.contentType())) {
            throw Fault.invalid("This upload must have the Content-Type " + rule.contentType() + ", not " + type);
        }
        return new CheckedBody(request.getInputStream(), rule.md5(), request.getHeader("Content-MD5"));
    }

    private String putPart(Grant.PartUpload part, CheckedBody body, long size) throws IOException {
        return store.putPart(part.key(), part.uploadId(), part.partNumber(), body, size);
    }

    private interface Write {
        void take(long sizeOrMinusOne) throws IOException;
    }

    /** False when it failed and the answer has been written. */
    private static boolean stored(
            HttpServletRequest request, HttpServletResponse response, CheckedBody body, Write write)
            throws IOException {
        try {
            write.take(request.getContentLengthLong());
            return true;
        } catch (StoreFullException full) {
            // clients retry this for a while, which is right: an operator may make room
            String message = "The server's disk is full; nothing was stored";
            FaultBody.write(request, response, INSUFFICIENT_STORAGE, "STORE_FULL", message);
        } catch (IOException e) {
            if (body.broken() != null) {
                throw Fault.invalid("The upload broke off; nothing was stored");
            }
            // a disk that fails is told in the log as well; a bucket that is away would fill it with traces
            log.warn("An upload could not be stored [{}]: {}", RequestIds.of(request), e.toString());
            throw StoreAway.of(e);
        }
        return false;
    }

    private static void refuseMethod(HttpServletRequest request, HttpServletResponse response, Grant grant)
            throws IOException {
        String allowed = grant instanceof Grant.Download ? "GET, HEAD" : "PUT";
        FaultBody.refuseMethod(request, response, allowed, "This link allows " + allowed + " only");
    }
}
