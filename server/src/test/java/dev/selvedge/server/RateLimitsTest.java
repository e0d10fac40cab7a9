package dev.selvedge.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.domain.people.Administrators;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RateLimitsTest {

    @TempDir
    Path folder;

    @Test
    void tooManyRequestsOfARunAreToldWhenToComeBackAndAllowedOnesHowFastToGoOn() throws Exception {
        try (TestServer server = new TestServer(
                folder,
                Map.of(
                        "selvedge.limits.filestream-per-run-count",
                        2,
                        "selvedge.limits.run-update-count",
                        3,
                        "logging.level.root",
                        "off"))) {
            String key = server.bean(Administrators.class).create("ada");
            String upsert =
                    "{\"query\":\"mutation { upsertBucket(input: {name: \\\"r\\\", modelName: \\\"p\\\", entityName: "
                            + "\\\"ada\\\"}) { inserted } }\"}";
            assertThat(send(server, key, "/graphql", upsert).statusCode()).isEqualTo(200);
            HttpResponse<String> first = send(server, key, "/files/ada/p/r/file_stream", "{}");
            assertThat(first.statusCode()).isEqualTo(200);
            assertThat(first.headers().firstValue("RateLimit-Remaining")).hasValue("1");
            assertThat(first.headers()
                            .firstValue("RateLimit-Reset")
                            .map(Double::parseDouble)
                            .orElseThrow())
                    .isBetween(0.4, 0.5);
            HttpResponse<String> last = refused(server, key, "/files/ada/p/r/file_stream", "{}");
            assertThat(last.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(last.headers().firstValue("RateLimit-Remaining")).hasValue("0");
            HttpResponse<String> changed = refused(server, key, "/graphql", upsert);
            assertThat(changed.headers().firstValue("Retry-After")).isPresent();
        }
    }

    /** One of many that are sent at once: a busy machine may answer one after another slowly enough for all. */
    private static HttpResponse<String> refused(TestServer server, String key, String path, String body)
            throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<HttpResponse<String>> task = () -> send(server, key, path, body);
            for (var answer : threads.invokeAll(Collections.nCopies(24, task))) {
                if (answer.get().statusCode() == 429) {
                    return answer.get();
                }
            }
        }
        throw new AssertionError("nothing was refused");
    }

    private static HttpResponse<String> send(TestServer server, String key, String path, String body) throws Exception {
        return server.client()
                .send(
                        HttpRequest.newBuilder(server.uri(path))
                                .header("Content-Type", "application/json")
                                .header(
                                        "Authorization",
                                        "Basic " + Base64.getEncoder().encodeToString(("api:" + key).getBytes()))
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
    }
}
