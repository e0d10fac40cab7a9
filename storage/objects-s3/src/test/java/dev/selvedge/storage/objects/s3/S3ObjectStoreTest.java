package dev.selvedge.storage.objects.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.objects.ObjectStore.Part;
import dev.selvedge.domain.objects.ObjectStore.Presentation;
import dev.selvedge.domain.objects.ObjectStore.SignedUrl;
import dev.selvedge.domain.objects.ObjectStore.UploadRule;
import dev.selvedge.domain.objects.UrlSigner;
import dev.selvedge.platform.Fault;
import dev.selvedge.storage.contract.objects.ObjectStoreContract;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What holds on every S3 server; they are of different makes. */
abstract class S3ObjectStoreTest extends ObjectStoreContract {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final S3ObjectStore store;

    S3ObjectStoreTest(S3ObjectStore store) {
        this.store = store;
    }

    static S3ObjectStore open(String address) {
        S3ObjectStore store =
                S3ObjectStore.open(S3Location.parse(address), new UrlSigner(new byte[32], null, Instant::now));
        try {
            store.check();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return store;
    }

    @Override
    protected ObjectStore store() {
        return store;
    }

    @Override
    protected int smallestPart() {
        return 5 << 20;
    }

    @Test
    void presignedUrlsTakeAndGiveTheContent() throws Exception {
        String key = "t/" + UUID.randomUUID();
        byte[] content = "presigned".getBytes(UTF_8);
        SignedUrl upload = store.presignPut("", key, new UploadRule(md5(content), "text/plain"), MINUTE);
        assertThat(upload.headers())
                .containsEntry("Content-MD5", md5(content))
                .containsEntry("Content-Type", "text/plain");
        assertThat(put(upload, content).statusCode()).isEqualTo(200);
        SignedUrl download = store.presignGet("", key, new Presentation("a/träning.txt", "text/csv", false), MINUTE);
        HttpResponse<byte[]> response = send("GET", download, null);
        assertThat(response.body()).isEqualTo(content);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/csv");
        assertThat(response.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename*=UTF-8''tr%C3%A4ning.txt");
    }

    @Test
    void aPresignedUrlGrantsNothingElse() throws Exception {
        String key = "t/" + UUID.randomUUID();
        byte[] content = "x".getBytes(UTF_8);
        SignedUrl upload = store.presignPut("", key, new UploadRule(md5(content), null), MINUTE);
        assertThat(put(upload, "other content".getBytes(UTF_8)).statusCode()).isBetween(400, 403);
        assertThat(store.head(key)).isEmpty();
        assertThat(send("GET", upload, null).statusCode()).isEqualTo(403);
        SignedUrl elsewhere = new SignedUrl(upload.url().replace(key, key + "2"), upload.headers());
        assertThat(put(elsewhere, content).statusCode()).isEqualTo(403);
        assertThat(put(upload, content).statusCode()).isEqualTo(200);
        SignedUrl download = store.presignGet("", key, null, MINUTE);
        assertThat(send("PUT", download, content).statusCode()).isEqualTo(403);
        assertThat(send("DELETE", download, null).statusCode()).isEqualTo(403);
    }

    @Test
    void anExpiredUrlIsRefused() throws Exception {
        String key = "t/" + UUID.randomUUID();
        SignedUrl upload = store.presignPut("", key, null, Duration.ofSeconds(1));
        Thread.sleep(2_500);
        assertThat(put(upload, new byte[1]).statusCode()).isEqualTo(403);
    }

    @Test
    void presignedPartsAreJoined() throws Exception {
        String key = "t/" + UUID.randomUUID();
        String id = store.startMultipart(key, "application/octet-stream");
        byte[] first = new byte[smallestPart()];
        byte[] second = "the end".getBytes(UTF_8);
        SignedUrl one = store.presignPart("", key, id, 1, new UploadRule(md5(first), null), MINUTE);
        SignedUrl two = store.presignPart("", key, id, 2, new UploadRule(md5(second), null), MINUTE);
        String tagOne = put(one, first).headers().firstValue("ETag").orElseThrow();
        String tagTwo = put(two, second).headers().firstValue("ETag").orElseThrow();
        store.completeMultipart(key, id, List.of(new Part(1, tagOne), new Part(2, tagTwo)));
        assertThat(store.head(key).orElseThrow().size()).isEqualTo(first.length + second.length);
    }

    @Test
    void uploadsThatNobodyEndedAreGivenUpAndYoungerOnesGoOn() throws Exception {
        String key = "wandb_artifacts/" + UUID.randomUUID();
        String id = store.startMultipart(key, null);
        String other = "t/" + UUID.randomUUID();
        String anothers = store.startMultipart(other, null);
        byte[] content = "part".getBytes(UTF_8);
        store.putPart(key, id, 1, new ByteArrayInputStream(content), content.length);
        store.removeAbandonedUploads(Instant.now().minus(Duration.ofDays(8)));
        String tag = store.putPart(key, id, 1, new ByteArrayInputStream(content), content.length);
        store.removeAbandonedUploads(Instant.now().plus(Duration.ofHours(1)));
        assertThatThrownBy(() -> store.completeMultipart(key, id, List.of(new Part(1, tag))))
                .isInstanceOf(Fault.class);
        assertThat(store.head(key)).isEmpty();
        String others = store.putPart(other, anothers, 1, new ByteArrayInputStream(content), content.length);
        store.completeMultipart(other, anothers, List.of(new Part(1, others)));
        assertThat(store.head(other)).isPresent();
    }

    private static HttpResponse<byte[]> put(SignedUrl url, byte[] content) throws Exception {
        return send("PUT", url, content);
    }

    private static HttpResponse<byte[]> send(String method, SignedUrl url, byte[] content) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url.url()))
                .method(method, content == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(content));
        url.headers().forEach(request::header);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofByteArray());
        }
    }

    private static String md5(byte[] content) throws Exception {
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("MD5").digest(content));
    }
}
