package dev.selvedge.operator.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** One run whose rows come without a pause, as a client sends them: one request in flight, the same one again when it was refused. */
final class RawLoad implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int AT_ONCE = 20;

    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final String address;
    private final String key;
    private final URI stream;
    private final Thread thread;
    private volatile boolean enough;

    RawLoad(String address, String key, String project, String run) throws Exception {
        this.address = address;
        this.key = key;
        String mutation = "mutation U($project: String!, $run: String!) {"
                + " upsertBucket(input: {modelName: $project, name: $run}) { bucket { project { entityName } } } }";
        Map<String, Object> question = Map.of("query", mutation, "variables", Map.of("project", project, "run", run));
        HttpResponse<String> made = post(URI.create(address + "/graphql"), question);
        String entity = JSON.readTree(made.body())
                .at("/data/upsertBucket/bucket/project/entityName")
                .asText();
        if (entity.isEmpty()) {
            throw new IOException(made.body());
        }
        this.stream = URI.create(address + "/files/" + entity + "/" + project + "/" + run + "/file_stream");
        this.thread = Thread.ofVirtual().start(this::write);
    }

    /** Rows that the server said it has. */
    int acknowledged() {
        return acknowledged.get();
    }

    /** The rows' own numbers, of what {@code read_history.py} reports. */
    static List<Integer> rows(JsonNode reported) {
        List<Integer> rows = new ArrayList<>();
        reported.path("all").forEach(row -> rows.add(row.path("n").asInt()));
        return rows;
    }

    private void write() {
        try {
            while (!enough) {
                int first = acknowledged.get();
                List<String> lines = IntStream.range(first, first + AT_ONCE)
                        .mapToObj(n -> "{\"_step\": " + n + ", \"n\": " + n + "}")
                        .toList();
                Map<String, Object> history = Map.of("offset", first, "content", lines);
                if (post(stream, Map.of("files", Map.of("wandb-history.jsonl", history)))
                                .statusCode()
                        == 200) {
                    acknowledged.addAndGet(AT_ONCE);
                }
            }
            post(stream, Map.of("complete", true, "exitcode", 0));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(address, e);
        }
    }

    /** The answer to a GraphQL question without variables. */
    static String ask(String address, String key, String question) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return post(http, key, URI.create(address + "/graphql"), Map.of("query", question))
                    .body();
        }
    }

    private HttpResponse<String> post(URI to, Map<String, Object> body) throws IOException, InterruptedException {
        return post(http, key, to, body);
    }

    private static HttpResponse<String> post(HttpClient http, String key, URI to, Map<String, Object> body)
            throws IOException, InterruptedException {
        String account = Base64.getEncoder().encodeToString(("api:" + key).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(to)
                .header("Authorization", "Basic " + account)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() throws InterruptedException {
        enough = true;
        thread.join();
        http.close();
    }
}
