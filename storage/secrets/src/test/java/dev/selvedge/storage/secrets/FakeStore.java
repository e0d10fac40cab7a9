package dev.selvedge.storage.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** A store over HTTP that remembers what it was asked and can be made to refuse. */
final class FakeStore implements AutoCloseable {

    static final JsonMapper JSON = new JsonMapper();

    /** @param path with its query */
    record Asked(String method, String path, String authorization, String target, JsonNode body) {}

    record Answer(int status, Object body) {}

    /** What the store does: the values it has, by name, are its only memory. */
    interface Rules {
        Answer answer(Asked asked, Map<String, String> values);
    }

    final List<Asked> asked = new ArrayList<>();
    final Map<String, String> values = new ConcurrentHashMap<>();
    private final HttpServer server;
    private final Rules rules;
    private Answer refusal;
    private boolean hangsUp;

    FakeStore(Rules rules) {
        this.rules = rules;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void refuse(int status, Object body) {
        refusal = new Answer(status, body);
    }

    /** Does what it is asked next, and the connection ends instead of an answer. */
    void hangUp() {
        hangsUp = true;
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Asked question = new Asked(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                exchange.getRequestHeaders().getFirst("Authorization"),
                exchange.getRequestHeaders().getFirst("X-Amz-Target"),
                body.length == 0 ? MissingNode.getInstance() : JSON.readTree(body));
        asked.add(question);
        Answer answer = refusal != null ? refusal : rules.answer(question, values);
        if (hangsUp) {
            hangsUp = false;
            exchange.close();
            return;
        }
        byte[] text = JSON.writeValueAsString(answer.body()).getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), text.length);
        exchange.getResponseBody().write(text);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
