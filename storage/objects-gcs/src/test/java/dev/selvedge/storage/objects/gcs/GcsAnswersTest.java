package dev.selvedge.storage.objects.gcs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.gax.retrying.RetrySettings;
import com.google.cloud.NoCredentials;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageOptions;
import com.sun.net.httpserver.HttpExchange;
import dev.selvedge.domain.objects.UrlSigner;
import dev.selvedge.storage.contract.backends.BreakingServer;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers that break off, which the emulator of the other tests cannot be made to give. */
@Timeout(60)
class GcsAnswersTest {

    private static final byte[] OBJECT = new byte[100_000];

    static {
        new Random(1).nextBytes(OBJECT);
    }

    private static GcsObjectStore at(BreakingServer server) {
        Storage storage = StorageOptions.http()
                .setHost(server.address())
                .setProjectId("p")
                .setCredentials(NoCredentials.getInstance())
                .setRetrySettings(RetrySettings.newBuilder()
                        .setMaxAttempts(3)
                        .setInitialRetryDelayDuration(Duration.ofMillis(10))
                        .setMaxRetryDelayDuration(Duration.ofMillis(10))
                        .setTotalTimeoutDuration(Duration.ofSeconds(10))
                        .build())
                .build()
                .getService();
        GcsLocation location = GcsLocation.parse("gs://b/pre?endpoint=" + server.address());
        return new GcsObjectStore(storage, location, null, new UrlSigner(new byte[32], null, Instant::now));
    }

    private static BreakingServer server(int breaks, int saidSize) throws IOException {
        return new BreakingServer(OBJECT, breaks, exchange -> {
            if (String.valueOf(exchange.getRequestURI().getQuery()).contains("alt=media")) {
                exchange.getResponseHeaders().set("x-goog-generation", "1");
                return false;
            }
            describe(exchange, saidSize);
            return true;
        });
    }

    private static void describe(HttpExchange exchange, int size) throws IOException {
        byte[] said =
                ("{\"kind\":\"storage#object\",\"bucket\":\"b\",\"name\":\"pre/a\",\"generation\":\"1\",\"size\":\""
                                + size + "\",\"etag\":\"e\",\"updated\":\"2026-03-01T12:00:00.000Z\"}")
                        .getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, said.length);
        exchange.getResponseBody().write(said);
    }

    private static byte[] read(GcsObjectStore store, long offset, long length) throws IOException {
        try (InputStream in = store.get("a", offset, length)) {
            return in.readAllBytes();
        }
    }

    @Test
    void anAnswerThatBreaksOffIsGoneOnWith() throws Exception {
        try (BreakingServer server = server(2, OBJECT.length)) {
            assertThat(read(at(server), 0, Long.MAX_VALUE)).isEqualTo(OBJECT);
            assertThat(server.broken()).isEqualTo(2);
        }
    }

    @Test
    void oneThatBreaksOffAgainAndAgainIsAFailureAndNotAShorterObject() throws Exception {
        for (long offset : new long[] {0, 50_000}) {
            try (BreakingServer server = server(Integer.MAX_VALUE, OBJECT.length)) {
                GcsObjectStore store = at(server);
                assertThatThrownBy(() -> read(store, offset, 40_000))
                        .isInstanceOf(IOException.class)
                        .as("an object that is shorter than its segment says is damaged, and this one is not")
                        .isNotInstanceOf(EOFException.class);
            }
        }
    }

    @Test
    void fewerBytesThanTheStoreSaidAreAFailure() throws Exception {
        try (BreakingServer server = server(0, OBJECT.length + 1)) {
            GcsObjectStore store = at(server);
            assertThatThrownBy(() -> read(store, 0, Long.MAX_VALUE)).isInstanceOf(IOException.class);
        }
    }
}
