package dev.selvedge.server;

import dev.selvedge.domain.people.Administrators;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole server on a free port with an administrator named {@code ada}, spoken to as clients do. */
final class ServerFixture implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(tools.jackson.core.json.JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private final ConfigurableApplicationContext context;
    private final HttpClient client = HttpClient.newHttpClient();
    private final String url;
    private final String authorization;

    ServerFixture(Path dataDir) {
        this(dataDir, Map.of());
    }

    ServerFixture(Path dataDir, Map<String, Object> more) {
        Map<String, Object> properties = new HashMap<>(Map.of(
                "server.port",
                0,
                "server.address",
                "127.0.0.1",
                "selvedge.data-dir",
                dataDir,
                "logging.level.root",
                "off"));
        properties.putAll(more);
        context = SelvedgeServer.start(properties);
        url = "http://127.0.0.1:"
                + ((WebServerApplicationContext) context).getWebServer().getPort();
        String key = context.getBean(Administrators.class).create("ada");
        authorization = "Basic " + Base64.getEncoder().encodeToString(("api:" + key).getBytes());
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    record Answer(int status, JsonNode body) {
        JsonNode data() {
            if (status != 200 || body.has("errors")) {
                throw new AssertionError(status + " " + body);
            }
            return body.get("data");
        }

        String error() {
            return body.path("errors").path(0).path("message").asString("");
        }
    }

    Answer graphQl(String query, Map<String, Object> variables, String... headers) {
        return post("/graphql", JSON.writeValueAsBytes(Map.of("query", query, "variables", variables)), headers);
    }

    Answer upsert(Map<String, Object> input, String... headers) {
        Map<String, Object> all = new HashMap<>(Map.of("entityName", "ada", "modelName", "p"));
        all.putAll(input);
        return graphQl("""
                mutation U($input: UpsertBucketInput!) { upsertBucket(input: $input) { inserted bucket {
                  id name displayName state config historyLineCount project { name entity { name } } user { username } } } }""", Map.of("input", all), headers);
    }

    Answer stream(String run, String body, String... headers) {
        return post("/files/ada/p/" + run + "/file_stream", body.getBytes(), headers);
    }

    JsonNode run(String name) {
        return graphQl("""
                        query R($run: String!) { project(name: "p", entityName: "ada") { run(name: $run) {
                          id name state config summaryMetrics systemMetrics historyLineCount eventsLineCount logLineCount
                          stopped exitcode tags history(samples: 1000) logLines(first: 100) { edges { node { line } } } } } }""", Map.of("run", name)).data().path("project").path("run");
    }

    Answer post(String path, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", authorization)
                .POST(BodyPublishers.ofByteArray(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), JSON.readTree(response.body()));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        client.close();
        context.close();
    }
}
