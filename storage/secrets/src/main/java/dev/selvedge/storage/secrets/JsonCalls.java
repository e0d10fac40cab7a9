package dev.selvedge.storage.secrets;

import dev.selvedge.platform.Fault;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Requests of JSON to one store, and what its refusals mean. No message here holds what was sent. */
final class JsonCalls {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(5);
    private static final int LONGEST_MESSAGE = 300;

    /** Of which two are as good as one. */
    private static final Set<String> REPEATABLE = Set.of("GET", "DELETE");

    private final HttpClient http;
    private final String store;

    /** Who asks; made anew for each request, because tokens run out. */
    interface Authorization {
        String header() throws IOException;
    }

    private final Authorization authorization;

    /** @param store its name for people */
    JsonCalls(HttpClient http, String store, Authorization authorization) {
        this.http = http;
        this.store = store;
        this.authorization = authorization;
    }

    static HttpClient.Builder client() {
        return HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).followRedirects(HttpClient.Redirect.NEVER);
    }

    record Answer(int status, JsonNode body) {
        boolean isMissing() {
            return status == 404;
        }
    }

    /** Only with 2xx and 404. */
    Answer send(String method, URI uri, Object body) {
        Answer answer = answer(method, uri, body);
        if (answer.status() / 100 == 2 || answer.isMissing()) {
            return answer;
        }
        if (answer.status() >= 500 || answer.status() == 429) {
            throw away(store, "it answers with " + answer.status(), null);
        }
        throw refused(store, answer.status() + " " + message(answer.body()));
    }

    private Answer answer(String method, URI uri, Object body) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                    .timeout(ANSWER_WITHIN)
                    .header("Authorization", authorization.header())
                    .header("Accept", "application/json")
                    .method(
                            method,
                            body == null
                                    ? BodyPublishers.noBody()
                                    : BodyPublishers.ofString(JSON.writeValueAsString(body)));
            if (body != null) {
                request.header("Content-Type", "application/json");
            }
            HttpResponse<String> response = answered(request.build());
            return new Answer(response.statusCode(), parsed(response.body()));
        } catch (IOException e) {
            throw away(store, String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw away(store, "the server is stopping", e);
        }
    }

    /** A connection that was kept may have ended on the other side a moment ago, which the client repeats for GET alone. */
    private HttpResponse<String> answered(HttpRequest request) throws IOException, InterruptedException {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (HttpTimeoutException | ConnectException e) {
            throw e;
        } catch (IOException e) {
            if (!REPEATABLE.contains(request.method())) {
                throw e;
            }
            return http.send(request, BodyHandlers.ofString());
        }
    }

    private static JsonNode parsed(String text) {
        try {
            return text.isBlank() ? MissingNode.getInstance() : JSON.readTree(text);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }

    /** Kubernetes says it at the top, the clouds inside an error. */
    private static String message(JsonNode body) {
        String said =
                body.path("error").path("message").asString(body.path("message").asString(""));
        return said.length() > LONGEST_MESSAGE ? said.substring(0, LONGEST_MESSAGE) : said;
    }

    static Map<String, Object> fields(Object... namesAndValues) {
        Map<String, Object> fields = new java.util.LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }

    static Fault away(String store, String why, Throwable cause) {
        return Fault.unavailable(store + " cannot be reached: " + why, cause, AGAIN_AFTER);
    }

    static Fault refused(String store, String why) {
        return Fault.conflict(store + " refuses this server: " + why.strip());
    }
}
