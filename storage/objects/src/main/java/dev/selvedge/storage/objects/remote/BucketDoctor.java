package dev.selvedge.storage.objects.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.objects.ObjectStore.Part;
import dev.selvedge.domain.objects.ObjectStore.SignedUrl;
import dev.selvedge.domain.objects.ObjectStore.UploadRule;
import dev.selvedge.platform.Hash;
import dev.selvedge.platform.Untrusted;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Whether a bucket does what the server, training machines and browsers will ask of it. Works on objects of its own below
 * {@code doctor/} and takes them away again.
 */
public final class BucketDoctor {

    /** @param trouble empty when all is well */
    public record Finding(String what, Optional<String> trouble) {}

    private interface Check {
        /** Null when all is well, else what is wrong. */
        String run() throws IOException, InterruptedException;
    }

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration VALID = Duration.ofMinutes(5);
    private static final byte[] CONTENT = "selvedge doctor".getBytes(UTF_8);

    private final ObjectStore store;
    private final String origin;
    private final HttpClient client;
    private final String key = "doctor/" + UUID.randomUUID();
    private final List<Finding> findings = new ArrayList<>();

    private BucketDoctor(ObjectStore store, String origin, HttpClient client) {
        this.store = store;
        this.origin = origin;
        this.client = client;
    }

    /** @param origin of the pages, {@code https://host}; empty leaves CORS out */
    public static List<Finding> examine(ObjectStore store, String origin) {
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            return new BucketDoctor(store, origin, client).examine();
        }
    }

    private List<Finding> examine() {
        check("the server writes, reads, lists", this::ownAccess);
        check("uploads by link", this::upload);
        check("links bind the content", this::tampered);
        check("nothing is open to the public", this::anonymous);
        check("downloads by link, also in parts", this::download);
        check("large uploads in parts", this::parts);
        if (!origin.isEmpty()) {
            check("pages may upload (CORS)", () -> preflight("PUT", "content-md5,content-type"));
            check("pages may download (CORS)", this::pageDownload);
        }
        check("the server deletes", () -> {
            store.delete(List.of(key, key + "-parts"));
            return store.head(key).isPresent() ? "the object is still there" : null;
        });
        return findings;
    }

    private void check(String what, Check check) {
        String trouble;
        try {
            trouble = check.run();
        } catch (IOException | RuntimeException e) {
            trouble = Untrusted.orElse(e, e.getMessage() == null ? e.toString() : e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            trouble = "interrupted";
        }
        findings.add(new Finding(what, Optional.ofNullable(trouble)));
    }

    private String ownAccess() throws IOException {
        store.put(key, new ByteArrayInputStream(CONTENT), CONTENT.length);
        try (var part = store.get(key, 9, 3)) {
            if (!new String(part.readAllBytes(), UTF_8).equals("doc")) {
                return "a range of an object came back as something else";
            }
        }
        try (var listed = store.list("doctor/")) {
            return listed.anyMatch(found -> found.key().equals(key)) ? null : "a written object is not listed";
        }
    }

    private String upload() throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = send("PUT", link(), CONTENT);
        return answer.statusCode() / 100 == 2 ? null : "PUT is answered with " + said(answer);
    }

    private SignedUrl link() throws IOException {
        return store.presignPut("", key, new UploadRule(md5(CONTENT), "text/plain"), VALID);
    }

    private String tampered() throws IOException, InterruptedException {
        SignedUrl link = link();
        HttpResponse<byte[]> other = send("PUT", link, "something else!".getBytes(UTF_8));
        SignedUrl elsewhere = new SignedUrl(link.url().replace(key, key + "x"), link.headers());
        if (send("PUT", elsewhere, CONTENT).statusCode() / 100 == 2) {
            store.delete(List.of(key + "x"));
            return "a link to one object is taken for another: the store does not check signatures";
        }
        return other.statusCode() / 100 == 2 ? "content that a link does not name is taken" : null;
    }

    private String anonymous() throws IOException, InterruptedException {
        String url = store.presignGet("", key, null, VALID).url();
        SignedUrl bare = new SignedUrl(url.replaceFirst("\\?.*", ""), Map.of());
        int status = send("GET", bare, null).statusCode();
        return status / 100 == 2 ? "anybody may read objects; take public access away" : null;
    }

    private String download() throws IOException, InterruptedException {
        SignedUrl link = store.presignGet("", key, null, VALID);
        HttpResponse<byte[]> answer = send("GET", link, null);
        if (answer.statusCode() != 200 || !Arrays.equals(answer.body(), CONTENT)) {
            return "GET is answered with " + said(answer);
        }
        int range = send("GET", link, null, "Range", "bytes=0-3").statusCode();
        return range == 206 ? null : "GET of a range is answered with " + range;
    }

    private String parts() throws IOException, InterruptedException {
        String joined = key + "-parts";
        String id = store.startMultipart(joined, "text/plain");
        SignedUrl link = store.presignPart("", joined, id, 1, new UploadRule(md5(CONTENT), null), VALID);
        if (link.url().startsWith("/")) {
            // parts of this store pass through the server
            store.abortMultipart(joined, id);
            return null;
        }
        HttpResponse<byte[]> answer = send("PUT", link, CONTENT);
        Optional<String> etag = answer.headers().firstValue("ETag");
        if (answer.statusCode() / 100 != 2 || etag.isEmpty()) {
            return "PUT of a part is answered with " + said(answer);
        }
        store.completeMultipart(joined, id, List.of(new Part(1, etag.get())));
        return store.head(joined).isPresent() ? null : "the joined object is not there";
    }

    private String preflight(String method, String headers) throws IOException, InterruptedException {
        SignedUrl link = link();
        HttpResponse<byte[]> answer = send(
                "OPTIONS",
                new SignedUrl(link.url(), Map.of()),
                null,
                "Origin",
                origin,
                "Access-Control-Request-Method",
                method,
                "Access-Control-Request-Headers",
                headers);
        if (!allowed(answer)) {
            return "the bucket does not allow " + method + " from " + origin + " (preflight: " + said(answer)
                    + "); set its CORS rules, or run `selvedge doctor bucket --set-cors`";
        }
        return null;
    }

    private String pageDownload() throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = send("GET", store.presignGet("", key, null, VALID), null, "Origin", origin);
        return allowed(answer) ? null : "answers to " + origin + " lack Access-Control-Allow-Origin";
    }

    private boolean allowed(HttpResponse<byte[]> answer) {
        String given =
                answer.headers().firstValue("Access-Control-Allow-Origin").orElse("");
        return answer.statusCode() / 100 == 2 && (given.equals("*") || given.equals(origin));
    }

    private HttpResponse<byte[]> send(String method, SignedUrl link, byte[] body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(link.url()))
                .timeout(Duration.ofSeconds(20))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        link.headers().forEach(request::header);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static String said(HttpResponse<byte[]> answer) {
        String text = new String(answer.body(), UTF_8).replaceAll("\\s+", " ").strip();
        return answer.statusCode() + (text.isEmpty() ? "" : " " + text.substring(0, Math.min(200, text.length())));
    }

    private static String md5(byte[] content) {
        return Base64.getEncoder().encodeToString(Hash.MD5.of(content));
    }
}
