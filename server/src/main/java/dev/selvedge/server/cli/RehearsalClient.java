package dev.selvedge.server.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Speaks to a server as clients do: GraphQL and streams with a key, objects by their signed addresses. What it loads
 * stays in the AOT cache of every server, so it makes do with the smaller of Java's two clients.
 */
final class RehearsalClient {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final String url;
    private final String authorization;

    RehearsalClient(String url, String key) {
        this.url = url;
        authorization = "Basic " + Base64.getEncoder().encodeToString(("api:" + key).getBytes(StandardCharsets.UTF_8));
    }

    /** The data of the answer. */
    JsonNode ask(String query, Map<String, ?> variables) throws IOException {
        JsonNode answer = JSON.readTree(post("/graphql", Map.of("query", query, "variables", variables)));
        if (answer.has("errors")) {
            throw new IOException(answer.path("errors").toString());
        }
        return answer.path("data");
    }

    String post(String path, Object body) throws IOException {
        HttpURLConnection request = to(path);
        request.setRequestMethod("POST");
        request.setRequestProperty("Content-Type", "application/json");
        request.setRequestProperty("Authorization", authorization);
        return send(request, JSON.writeValueAsBytes(body));
    }

    void put(String address, byte[] content) throws IOException {
        HttpURLConnection request = to(address);
        request.setRequestMethod("PUT");
        send(request, content);
    }

    void get(String address) throws IOException {
        send(to(address), null);
    }

    /** A page of the application, which a build without pages does not have. */
    void look(String path) throws IOException {
        answer(to(path));
    }

    private HttpURLConnection to(String address) throws IOException {
        return (HttpURLConnection) URI.create(address.startsWith("/") ? url + address : address)
                .toURL()
                .openConnection();
    }

    private static String send(HttpURLConnection request, byte @Nullable [] content) throws IOException {
        if (content != null) {
            request.setDoOutput(true);
            request.setFixedLengthStreamingMode(content.length);
            request.getOutputStream().write(content);
        }
        String answer = answer(request);
        if (request.getResponseCode() >= 400) {
            throw new IOException(request.getURL() + " answered " + request.getResponseCode() + ": " + answer);
        }
        return answer;
    }

    private static String answer(HttpURLConnection request) throws IOException {
        try (InputStream answer =
                request.getResponseCode() >= 400 ? request.getErrorStream() : request.getInputStream()) {
            return answer == null ? "" : new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
