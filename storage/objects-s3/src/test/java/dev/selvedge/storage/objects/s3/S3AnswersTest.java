package dev.selvedge.storage.objects.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.selvedge.domain.objects.UrlSigner;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the servers of the other tests cannot be made to say: Amazon's own words, and an answer that breaks off. */
@Timeout(60)
class S3AnswersTest {

    private static final String MD5 = "5d41402abc4b2a76b9719d911017c592";

    private final Map<String, Headers> asked = new ConcurrentHashMap<>();
    private final Headers answer = new Headers();
    private HttpServer server;
    private S3ObjectStore store;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
        answer.set("ETag", "\"" + MD5 + "\"");
        answer.set("Last-Modified", "Sun, 01 Mar 2026 12:00:00 GMT");
        store = at(server.getAddress().getPort());
    }

    private static S3ObjectStore at(int port) {
        String address = "s3://k:s@127.0.0.1:" + port + "/b?kms=arn%3Akey";
        return S3ObjectStore.open(S3Location.parse(address), new UrlSigner(new byte[32], null, Instant::now));
    }

    @AfterEach
    void stop() {
        store.close();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        asked.put(method, exchange.getRequestHeaders());
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().putAll(answer);
        switch (method) {
            case "HEAD" -> {
                exchange.getResponseHeaders().set("Content-Length", "1000");
                exchange.sendResponseHeaders(200, -1);
            }
            default -> {
                byte[] body = ("<CopyObjectResult><ETag>\"" + MD5 + "\"</ETag></CopyObjectResult>").getBytes(UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        }
        exchange.close();
    }

    @Test
    void theTagOfAnEncryptedObjectIsNotTakenForTheSumOfItsContent() throws IOException {
        assertThat(store.head("a").orElseThrow().etag()).isEqualTo(MD5);
        answer.set("x-amz-server-side-encryption", "AES256");
        assertThat(store.head("a").orElseThrow().etag()).isEqualTo(MD5);
        answer.set("x-amz-server-side-encryption", "aws:kms");
        assertThat(store.head("a").orElseThrow().etag()).doesNotMatch("[0-9a-f]{32}");
        answer.remove("x-amz-server-side-encryption");
        answer.set("x-amz-server-side-encryption-customer-algorithm", "AES256");
        assertThat(store.head("a").orElseThrow().etag()).doesNotMatch("[0-9a-f]{32}");
    }

    @Test
    void anAnswerThatBreaksOffIsAFailureAndNotAShorterObject() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                S3ObjectStore cut = at(listener.getLocalPort())) {
            Thread.ofVirtual().start(() -> endEarly(listener));
            assertThatThrownBy(() -> {
                        try (InputStream in = cut.get("a")) {
                            in.readAllBytes();
                        }
                    })
                    .isInstanceOf(IOException.class)
                    .as("an object that is shorter than its segment says is damaged, and this one is not")
                    .isNotInstanceOf(EOFException.class);
        }
    }

    /** As a server, or what stands before it, that is stopped in the middle: the connection ends in good order. */
    private static void endEarly(ServerSocket listener) {
        try {
            while (true) {
                try (Socket socket = listener.accept()) {
                    socket.getInputStream().read(new byte[8_192]);
                    String head = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\nETag: \"" + MD5 + "\"\r\n\r\n";
                    socket.getOutputStream().write(head.getBytes(UTF_8));
                    socket.getOutputStream().write(new byte[400]);
                    socket.shutdownOutput();
                }
            }
        } catch (IOException over) {
            // the test is
        }
    }

    @Test
    void aCopyIsEncryptedWithTheKeyOfTheBucketsAddress() throws IOException {
        store.copy("a", "b");
        assertThat(asked.get("PUT").getFirst("x-amz-server-side-encryption")).isEqualTo("aws:kms");
        assertThat(asked.get("PUT").getFirst("x-amz-server-side-encryption-aws-kms-key-id"))
                .isEqualTo("arn:key");
    }
}
