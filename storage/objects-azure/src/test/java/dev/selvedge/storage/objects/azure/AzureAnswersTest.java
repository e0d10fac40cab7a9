package dev.selvedge.storage.objects.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.selvedge.domain.objects.UrlSigner;
import dev.selvedge.storage.contract.backends.BreakingServer;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers that break off, which the emulator of the other tests cannot be made to give. */
@Timeout(120)
class AzureAnswersTest {

    private static final byte[] OBJECT = new byte[100_000];

    static {
        new Random(1).nextBytes(OBJECT);
    }

    private static AzureObjectStore at(BreakingServer server) {
        AzureLocation location =
                AzureLocation.parse("az://account:a2V5@host/c/pre?endpoint=" + server.address() + "/account", null);
        return AzureObjectStore.open(location, new UrlSigner(new byte[32], null, Instant::now));
    }

    private static BreakingServer server(int breaks) throws IOException {
        return new BreakingServer(OBJECT, breaks, AzureAnswersTest::describe);
    }

    private static boolean describe(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("ETag", "\"0x1\"");
        exchange.getResponseHeaders().set("Last-Modified", "Sun, 01 Mar 2026 12:00:00 GMT");
        exchange.getResponseHeaders().set("x-ms-blob-type", "BlockBlob");
        exchange.getResponseHeaders().set("x-ms-version", "2024-11-04");
        if (!exchange.getRequestMethod().equals("HEAD")) {
            return false;
        }
        exchange.getResponseHeaders().set("Content-Length", String.valueOf(OBJECT.length));
        exchange.sendResponseHeaders(200, -1);
        return true;
    }

    private static byte[] read(InputStream content) throws IOException {
        try (content) {
            return content.readAllBytes();
        }
    }

    @Test
    void anAnswerThatBreaksOffIsGoneOnWith() throws Exception {
        try (BreakingServer server = server(2)) {
            assertThat(read(at(server).get("a"))).isEqualTo(OBJECT);
            assertThat(server.broken()).isEqualTo(2);
        }
        try (BreakingServer server = server(2)) {
            assertThat(read(at(server).get("a", 50_000, 40_000))).isEqualTo(Arrays.copyOfRange(OBJECT, 50_000, 90_000));
        }
    }

    /** Half a minute: the library waits longer before each of its attempts. */
    @Test
    void oneThatBreaksOffAgainAndAgainIsAFailureAndNotAShorterObject() throws Exception {
        try (BreakingServer server = server(Integer.MAX_VALUE)) {
            AzureObjectStore store = at(server);
            assertThatThrownBy(() -> read(store.get("a")))
                    .isInstanceOf(IOException.class)
                    .as("an object that is shorter than its segment says is damaged, and this one is not")
                    .isNotInstanceOf(EOFException.class);
        }
    }
}
