package dev.selvedge.storage.objects.azure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.domain.objects.Grant;
import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.objects.ObjectStore.Presentation;
import dev.selvedge.domain.objects.ObjectStore.SignedUrl;
import dev.selvedge.domain.objects.ObjectStore.UploadRule;
import dev.selvedge.domain.objects.UrlSigner;
import dev.selvedge.storage.contract.objects.ObjectStoreContract;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the emulator, which checks signatures. */
class AzureObjectStoreTest extends ObjectStoreContract {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final UrlSigner SIGNER = new UrlSigner(new byte[32], null, Instant::now);

    @TempDir
    static Path data;

    private static Azurite azurite;
    private static AzureObjectStore store;

    @BeforeAll
    static void open() throws Exception {
        azurite = Azurite.start(data);
        AzureLocation location = azurite.location("objects");
        AzureClients.service(location).createBlobContainer(location.container());
        store = AzureObjectStore.open(location, SIGNER);
        store.check();
    }

    @AfterAll
    static void close() throws Exception {
        if (azurite != null) {
            azurite.close();
        }
    }

    @Override
    protected ObjectStore store() {
        return store;
    }

    @Test
    void aContainerThatIsNotThereIsNamedAtTheStart() {
        AzureObjectStore elsewhere = AzureObjectStore.open(azurite.location("nowhere"), SIGNER);
        assertThatThrownBy(elsewhere::check).isInstanceOf(IOException.class);
    }

    @Test
    void largeContentKeepsItsChecksum() throws Exception {
        String key = "t/" + UUID.randomUUID();
        byte[] content = new byte[(64 << 20) + 17];
        content[content.length - 1] = 1;
        store.put(key, new ByteArrayInputStream(content), content.length);
        assertThat(store.head(key).orElseThrow().etag()).isEqualTo(hex(md5(content)));
        try (InputStream in = store.get(key, content.length - 2L, 2)) {
            assertThat(in.readAllBytes()).containsExactly(0, 1);
        }
        store.delete(List.of(key));
    }

    @Test
    void signedUrlsTakeAndGiveTheContent() throws Exception {
        String key = "t/" + UUID.randomUUID();
        byte[] content = "signed".getBytes(UTF_8);
        SignedUrl upload = store.presignPut("", key, new UploadRule(base64(md5(content)), "text/plain"), MINUTE);
        assertThat(upload.headers()).containsEntry("x-ms-blob-type", "BlockBlob");
        assertThat(put(upload, content).statusCode()).isEqualTo(201);
        SignedUrl download = store.presignGet("", key, new Presentation("a/träning.txt", "text/csv", false), MINUTE);
        HttpResponse<byte[]> response = send("GET", download, null);
        assertThat(response.body()).isEqualTo(content);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/csv");
        assertThat(response.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename*=UTF-8''tr%C3%A4ning.txt");
        assertThat(send("HEAD", download, null).headers().firstValue("Content-Length"))
                .contains("6");
    }

    @Test
    void contentThatDiffersFromItsChecksumIsRefused() throws Exception {
        String key = "t/" + UUID.randomUUID();
        UploadRule rule = new UploadRule(base64(md5("x".getBytes(UTF_8))), null);
        assertThat(put(store.presignPut("", key, rule, MINUTE), "other".getBytes(UTF_8))
                        .statusCode())
                .isEqualTo(400);
        assertThat(store.head(key)).isEmpty();
    }

    @Test
    void aSignedUrlReachesNothingElse() throws Exception {
        String name = UUID.randomUUID().toString();
        String key = "t/" + name;
        byte[] content = "x".getBytes(UTF_8);
        SignedUrl upload = store.presignPut("", key, null, MINUTE);
        SignedUrl elsewhere = new SignedUrl(upload.url().replace(name, name + "2"), upload.headers());
        assertThat(put(elsewhere, content).statusCode()).isEqualTo(403);
        assertThat(put(upload, content).statusCode()).isEqualTo(201);
        assertThat(send("GET", upload, null).statusCode()).isEqualTo(403);
        SignedUrl download = store.presignGet("", key, null, MINUTE);
        assertThat(send("DELETE", download, null).statusCode()).isEqualTo(403);
        assertThat(put(new SignedUrl(download.url(), upload.headers()), content).statusCode())
                .isEqualTo(403);
    }

    @Test
    void anExpiredUrlIsRefused() throws Exception {
        SignedUrl upload = store.presignPut("", "t/" + UUID.randomUUID(), null, Duration.ofSeconds(-1));
        assertThat(put(upload, new byte[1]).statusCode()).isEqualTo(403);
    }

    @Test
    void partsPassThroughTheServer() {
        SignedUrl part = store.presignPart("http://here", "t/a", "0123456789abcdef", 3, null, MINUTE);
        assertThat(part.url()).startsWith("http://here/storage/");
        // the token comes last, behind a readable name
        Grant grant = SIGNER.verify(part.url().substring(part.url().lastIndexOf('/') + 1));
        assertThat(grant).isInstanceOfSatisfying(Grant.PartUpload.class, granted -> {
            assertThat(granted.key()).isEqualTo("t/a");
            assertThat(granted.partNumber()).isEqualTo(3);
        });
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

    private static byte[] md5(byte[] content) throws Exception {
        return MessageDigest.getInstance("MD5").digest(content);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
