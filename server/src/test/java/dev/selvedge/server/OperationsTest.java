package dev.selvedge.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.domain.people.Administrators;
import dev.selvedge.server.operations.OperationsServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What probes, scrapers and load balancers see. */
class OperationsTest {

    private static final Map<String, Object> WATCHED =
            Map.of("selvedge.operations.port", 0, "logging.level.root", "off");

    @TempDir
    private Path folder;

    private static HttpResponse<String> get(TestServer server, URI uri) throws Exception {
        return server.client()
                .send(
                        HttpRequest.newBuilder(uri)
                                .timeout(Duration.ofSeconds(20))
                                .build(),
                        BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(TestServer server, String path) throws Exception {
        return get(server, server.uri(path));
    }

    private static HttpResponse<String> operations(TestServer server, String path) throws Exception {
        return get(
                server,
                URI.create("http://127.0.0.1:"
                        + server.bean(OperationsServer.class).port() + path));
    }

    private static HttpResponse<String> post(TestServer server, String key, String path, String body) throws Exception {
        String basic = Base64.getEncoder().encodeToString(("api:" + key).getBytes());
        return server.client()
                .send(
                        HttpRequest.newBuilder(server.uri(path))
                                .header("Authorization", "Basic " + basic)
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
    }

    @Test
    void acknowledgedLinesAreCountedAndEveryRouteIsTimed() throws Exception {
        try (TestServer server = new TestServer(folder, WATCHED)) {
            String key = server.bean(Administrators.class).create("ada");
            post(server, key, "/graphql", """
                    {"query":"mutation { upsertBucket(input: {entityName: \\"ada\\", modelName: \\"p\\", name: \\"r\\"}) { inserted } }"}""");
            String rows = """
                    {"files":{"wandb-history.jsonl":{"offset":0,"content":["{\\"_step\\":0,\\"a\\":1}","{\\"_step\\":1,\\"a\\":2}"]}}}""";
            assertThat(post(server, key, "/files/ada/p/r/file_stream", rows).statusCode())
                    .isEqualTo(200);
            assertThat(post(server, key, "/files/ada/p/missing/file_stream", rows)
                            .statusCode())
                    .isEqualTo(404);

            // a request is counted once its answer has left
            String last = "{method=\"POST\",route=\"/files/*/*/*/file_stream\",status=\"404\"} 1";
            assertThat(metricsOnceTheyHold(server, last))
                    .contains("selvedge_ingest_lines_total{stream=\"history\"} 2.0")
                    .contains("selvedge_ingest_bytes_total " + (double) rows.length())
                    .contains(
                            "http_server_requests_seconds_count{method=\"POST\",route=\"/files/*/*/*/file_stream\",status=\"200\"} 1")
                    .contains(
                            "http_server_requests_seconds_count{method=\"POST\",route=\"/files/*/*/*/file_stream\",status=\"404\"} 1")
                    .contains("selvedge_db_pool_max 16.0")
                    .contains("jvm_memory_used_bytes")
                    .contains("selvedge_queue_age_seconds{queue=\"deliveries\"} 0.0")
                    .contains("selvedge_queue_age_seconds{queue=\"jobs\"}")
                    .containsPattern("selvedge_db_statement_seconds_bucket\\{le=\"1.0\"} [1-9]")
                    .containsPattern("selvedge_db_commit_seconds_count [1-9]");
        }
    }

    @Test
    void jobsAreTimedByName() throws Exception {
        try (TestServer server = new TestServer(folder, WATCHED)) {
            String done = "selvedge_job_seconds_count{job_name=\"runs-crash-detection\",outcome=\"ok\"}";
            assertThat(metricsOnceTheyHold(server, done)).contains(done);
        }
    }

    private static String metricsOnceTheyHold(TestServer server, String text) throws Exception {
        String metrics = operations(server, "/metrics").body();
        for (int i = 0; i < 100 && !metrics.contains(text); i++) {
            Thread.sleep(100);
            metrics = operations(server, "/metrics").body();
        }
        return metrics;
    }

    @Test
    void metricsAreNotToBeHadThroughTheMainPort() throws Exception {
        try (TestServer server = new TestServer(folder, WATCHED)) {
            assertThat(get(server, "/metrics").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void probesTellTheTruth() throws Exception {
        try (TestServer server = new TestServer(folder, WATCHED)) {
            for (String path :
                    new String[] {"/healthz", "/ready", "/ping", "/console/api/healthz", "/console/api/ready"}) {
                assertThat(get(server, path).statusCode()).as(path).isEqualTo(200);
            }
            // there is no trace server yet: a load balancer that asks for it must not send it traffic
            assertThat(get(server, "/traces/health").statusCode()).isEqualTo(501);
            assertThat(get(server, "/__weave/hello").statusCode()).isEqualTo(501);
            assertThat(operations(server, "/ready").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void everyAnswerNamesItsRequest() throws Exception {
        try (TestServer server = new TestServer(folder, WATCHED)) {
            assertThat(get(server, "/ready").headers().firstValue("X-Request-Id"))
                    .hasValueSatisfying(id -> assertThat(id).matches("[0-9a-z]{8,}"));
        }
    }

    @Test
    void aStoppingServerIsNotReadyButStillAnswers() throws Exception {
        try (TestServer server =
                new TestServer(folder, Map.of("selvedge.operations.drain", "4s", "logging.level.root", "off"))) {
            assertThat(get(server, "/ready").statusCode()).isEqualTo(200);
            Thread stopping = Thread.ofVirtual().start(server::stop);
            HttpResponse<String> ready = get(server, "/ready");
            for (int i = 0; i < 30 && ready.statusCode() == 200; i++) {
                Thread.sleep(50);
                ready = get(server, "/ready");
            }
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body()).contains("stopping");
            assertThat(get(server, "/healthz").statusCode()).isEqualTo(200);
            assertThat(get(server, "/api/session").statusCode()).isEqualTo(200);
            stopping.join(Duration.ofSeconds(30));
        }
    }

    @Test
    void aProcessServesOnlyItsRoles() throws Exception {
        try (TestServer server = new TestServer(
                folder, Map.of("selvedge.roles", "api", "selvedge.operations.port", 0, "logging.level.root", "off"))) {
            String key = server.bean(Administrators.class).create("ada");
            assertThat(post(server, key, "/graphql", "{\"query\":\"{ viewer { id } }\"}")
                            .statusCode())
                    .isEqualTo(200);
            HttpResponse<String> stream = post(server, key, "/files/ada/p/r/file_stream", "{}");
            // a wrong route is our trouble: the client must keep its rows and try again
            assertThat(stream.statusCode()).isEqualTo(503);
            assertThat(stream.body()).contains("does not have the role ingest");
            assertThat(get(server, "/").statusCode()).isEqualTo(503);
            Thread.sleep(2500);
            assertThat(operations(server, "/metrics").body()).doesNotContain("selvedge_job_seconds_count");
        }
    }
}
