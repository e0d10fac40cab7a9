package dev.selvedge.server.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks to a server as clients do: GraphQL and streams with a key, objects by their signed addresses. */
final class RehearsalClient implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;
    private final String authorization;

    RehearsalClient(String url, String key) {
        this.url = url;
        authorization = "Basic " + Base64.getEncoder().encodeToString(("api:" + key).getBytes(StandardCharsets.UTF_8));
    }

    /** The data of the answer. */
    JsonNode ask(String query, Map<String, ?> variables) throws IOException, InterruptedException {
        JsonNode answer = JSON.readTree(post("/graphql", Map.of("query", query, "variables", variables)));
        if (answer.has("errors")) {
            throw new IOException(answer.path("errors").toString());
        }
        return answer.path("data");
    }

    String post(String path, Object body) throws IOException, InterruptedException {
        HttpRequest.Builder request = to(path).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
        return send(request.header("Authorization", authorization));
    }

    void put(String address, byte[] content) throws IOException, InterruptedException {
        send(to(address).PUT(BodyPublishers.ofByteArray(content)));
    }

    void get(String address) throws IOException, InterruptedException {
        send(to(address));
    }

    /** A page of the application, which a build without pages does not have. */
    void look(String path) throws IOException, InterruptedException {
        http.send(to(path).build(), BodyHandlers.discarding());
    }

    private HttpRequest.Builder to(String address) {
        return HttpRequest.newBuilder(URI.create(address.startsWith("/") ? url + address : address));
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() >= 400) {
            throw new IOException(answer.uri() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    @Override
    public void close() {
        http.close();
    }
}
