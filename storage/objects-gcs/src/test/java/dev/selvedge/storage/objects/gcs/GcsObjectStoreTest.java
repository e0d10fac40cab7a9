package dev.selvedge.storage.objects.gcs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.auth.oauth2.ServiceAccountCredentials;
import com.google.cloud.NoCredentials;
import com.google.cloud.storage.BucketInfo;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageOptions;
import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.objects.ObjectStore.Part;
import dev.selvedge.domain.objects.ObjectStore.SignedUrl;
import dev.selvedge.domain.objects.UrlSigner;
import dev.selvedge.storage.contract.objects.ObjectStoreContract;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the emulator, which checks no signatures: {@link GcsUrlsTest} does. */
class GcsObjectStoreTest extends ObjectStoreContract {

    @TempDir
    static Path folder;

    private static FakeGcs gcs;
    private static GcsObjectStore store;

    @BeforeAll
    static void open() throws Exception {
        gcs = FakeGcs.start(folder);
        Storage storage = StorageOptions.http()
                .setHost(gcs.address())
                .setProjectId("p")
                .setCredentials(NoCredentials.getInstance())
                .build()
                .getService();
        storage.create(BucketInfo.of("objects"));
        store = store(storage, "objects");
        store.check();
    }

    private static GcsObjectStore store(Storage storage, String bucket) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var signer = ServiceAccountCredentials.newBuilder()
                .setClientEmail("server@project.iam.example")
                .setPrivateKey(generator.generateKeyPair().getPrivate())
                .build();
        GcsLocation location = GcsLocation.parse("gs://" + bucket + "/pre/fix?endpoint=" + gcs.address());
        return new GcsObjectStore(storage, location, signer, new UrlSigner(new byte[32], null, Instant::now));
    }

    @AfterAll
    static void close() throws Exception {
        if (gcs != null) {
            gcs.close();
        }
    }

    @Override
    protected ObjectStore store() {
        return store;
    }

    @Test
    void aBucketThatIsNotThereIsNamedAtTheStart() throws Exception {
        Storage storage = StorageOptions.http()
                .setHost(gcs.address())
                .setProjectId("p")
                .setCredentials(NoCredentials.getInstance())
                .build()
                .getService();
        GcsObjectStore elsewhere = store(storage, "nowhere");
        assertThatThrownBy(elsewhere::check).isInstanceOf(IOException.class);
    }

    @Test
    void signedUrlsTakeAndGiveTheContent() throws Exception {
        String key = "t/" + UUID.randomUUID();
        SignedUrl upload = store.presignPut("", key, null, Duration.ofMinutes(1));
        HttpRequest put = HttpRequest.newBuilder(URI.create(upload.url()))
                .PUT(BodyPublishers.ofByteArray("signed".getBytes(UTF_8)))
                .build();
        SignedUrl download = store.presignGet("", key, null, Duration.ofMinutes(1));
        HttpRequest get = HttpRequest.newBuilder(URI.create(download.url())).build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(client.send(put, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
            assertThat(client.send(get, BodyHandlers.ofString()).body()).isEqualTo("signed");
        }
    }

    @Test
    void morePartsThanOneCompositionTakesAreJoinedInOrder() throws Exception {
        String key = "t/" + UUID.randomUUID();
        String upload = store.startMultipart(key, "text/plain");
        List<Part> parts = new ArrayList<>();
        StringBuilder whole = new StringBuilder();
        for (int number = 1; number <= 70; number++) {
            byte[] part = ("part " + number + "\n").getBytes(UTF_8);
            whole.append("part ").append(number).append('\n');
            parts.add(
                    new Part(number, store.putPart(key, upload, number, new ByteArrayInputStream(part), part.length)));
        }
        store.completeMultipart(key, upload, parts);
        try (InputStream in = store.get(key)) {
            assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo(whole.toString());
        }
        try (var left = store.list("multipart-uploads/" + upload)) {
            assertThat(left).isEmpty();
        }
    }
}
