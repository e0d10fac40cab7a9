package dev.selvedge.outbound;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.selvedge.domain.automations.channels.Sent;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class GuardedWebhookClientTest {

    private final GuardedWebhookClient client = new GuardedWebhookClient(List.of("127.0.0.1"));
    private final AtomicInteger calls = new AtomicInteger();
    private HttpServer receiver;
    private String seen;
    private int status = 200;
    private String answer = "";

    @BeforeEach
    void start() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        receiver.createContext("/", this::take);
        receiver.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        calls.incrementAndGet();
        seen = exchange.getRequestHeaders().getFirst("Authorization") + " "
                + new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        exchange.getResponseHeaders().add("Location", "/elsewhere");
        exchange.sendResponseHeaders(status, answer.isEmpty() ? -1 : answer.length());
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(answer.getBytes(UTF_8));
        } catch (IOException e) {
            // the client has read enough
        }
    }

    @AfterEach
    void stop() throws IOException {
        receiver.stop(0);
        client.close();
    }

    @Test
    void theBodyAndTheHeadersArrive() {
        Sent sent = post("127.0.0.1");
        assertThat(sent.outcome()).isEqualTo(Sent.Outcome.DELIVERED);
        assertThat(sent.status()).isEqualTo(200);
        assertThat(seen).isEqualTo("Bearer t {\"a\":1}");
    }

    @Test
    void aNameThatLeadsInsideIsNotCalled() {
        Sent sent = post("localhost");
        assertThat(sent.outcome()).isEqualTo(Sent.Outcome.REFUSED);
        assertThat(sent.message()).contains("selvedge.webhooks.allow-hosts");
        assertThat(calls).hasValue(0);
    }

    @Test
    void redirectsAreNotFollowed() {
        status = 302;
        Sent sent = post("127.0.0.1");
        assertThat(sent.outcome()).isEqualTo(Sent.Outcome.REFUSED);
        assertThat(sent.message()).contains("redirects are not followed");
        assertThat(calls).hasValue(1);
    }

    @Test
    void troubleOfTheReceiverIsTriedAgainAndItsRefusalIsNot() {
        for (int trouble : new int[] {500, 503, 429, 408}) {
            status = trouble;
            assertThat(post("127.0.0.1").outcome()).isEqualTo(Sent.Outcome.TRY_AGAIN);
        }
        for (int refusal : new int[] {400, 401, 404, 410}) {
            status = refusal;
            assertThat(post("127.0.0.1").outcome()).isEqualTo(Sent.Outcome.REFUSED);
        }
        assertThat(calls).as("the client itself repeats nothing").hasValue(8);
    }

    @Test
    void ofALongAnswerOnlyTheBeginningIsRead() {
        answer = "no\n".repeat(1_000_000);
        status = 400;
        assertThat(post("127.0.0.1").message()).hasSizeLessThan(300).startsWith("HTTP 400: no no");
    }

    @Test
    @Timeout(15)
    void aReceiverThatSaysNothingDoesNotHoldTheAttempt() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, java.net.InetAddress.getLoopbackAddress())) {
            long start = System.nanoTime();
            Sent sent =
                    client.post(URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/"), Map.of(), new byte[0]);
            assertThat(sent.outcome()).isEqualTo(Sent.Outcome.TRY_AGAIN);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(13));
        }
    }

    @Test
    void nobodyThereIsTriedAgain() {
        receiver.stop(0);
        assertThat(post("127.0.0.1").outcome()).isEqualTo(Sent.Outcome.TRY_AGAIN);
    }

    private Sent post(String host) {
        return client.post(
                URI.create("http://" + host + ":" + receiver.getAddress().getPort() + "/hook"),
                Map.of("Authorization", "Bearer t"),
                "{\"a\":1}".getBytes(UTF_8));
    }
}
