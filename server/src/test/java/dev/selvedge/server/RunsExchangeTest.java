package dev.selvedge.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.server.ServerFixture.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Runs as they are written over HTTP, through the whole server down to its database. */
class RunsExchangeTest {

    @TempDir
    static Path folder;

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static ServerFixture server;
    private String run;

    @BeforeAll
    static void start() {
        server = new ServerFixture(folder.resolve("data"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void begin() {
        run = "r" + NUMBER.incrementAndGet();
        assertThat(server.upsert(Map.of("name", run, "host", "laptop"))
                        .data()
                        .path("upsertBucket")
                        .path("inserted")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void whatWasStreamedIsReadBack() {
        Answer answer = server.stream(run, """
                {"files": {
                  "wandb-history.jsonl": {"offset": 0, "content": ["{\\"_step\\":0,\\"x\\":NaN}", "{\\"_step\\":3,\\"x\\":{\\"y\\":2}}"]},
                  "wandb-events.jsonl": {"offset": 0, "content": ["{\\"system.cpu\\":1}", "{\\"system.cpu\\":2}"]},
                  "wandb-summary.json": {"offset": 0, "content": ["{\\"x\\":Infinity}"]},
                  "output.log": {"offset": 0, "content": ["{\\"ts\\":\\"2026-01-01T00:00:00\\",\\"content\\":\\"hé\\"}"]}}}""");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().toString()).isEqualTo("{\"exitcode\":null,\"limits\":{}}");
        JsonNode read = server.run(run);
        assertThat(texts(read.path("history")))
                .containsExactly("{\"_step\":0,\"x\":NaN}", "{\"_step\":3,\"x\":{\"y\":2}}");
        assertThat(read.path("summaryMetrics").asString()).isEqualTo("{\"x\":Infinity}");
        assertThat(read.path("systemMetrics").asString()).isEqualTo("{\"system.cpu\":2}");
        assertThat(read.path("eventsLineCount").asInt()).isEqualTo(2);
        assertThat(read.path("logLines")
                        .path("edges")
                        .path(0)
                        .path("node")
                        .path("line")
                        .asString())
                .isEqualTo("hé");
    }

    @Test
    void aRetriedRequestIsThereOnce() {
        for (int attempt = 0; attempt < 3; attempt++) {
            assertThat(server.stream(run, rows(0, "{\"_step\":0,\"x\":1}", "{\"_step\":1,\"x\":2}"))
                            .status())
                    .isEqualTo(200);
        }
        assertThat(server.run(run).path("historyLineCount").asInt()).isEqualTo(2);
        server.stream(run, rows(1, "{\"_step\":1,\"x\":9}", "{\"_step\":2,\"x\":3}"));
        assertThat(texts(server.run(run).path("history")))
                .containsExactly("{\"_step\":0,\"x\":1}", "{\"_step\":1,\"x\":9}", "{\"_step\":2,\"x\":3}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "[]",
                "{\"files\":[]}",
                "{\"files\":{\"wandb-history.jsonl\":{\"offset\":5,\"content\":[\"{\\\"_step\\\":5}\"]}}}",
                "{\"files\":{\"wandb-history.jsonl\":{\"offset\":1,\"content\":[\"{\\\"_step\\\":1}\",\"broken\"]}}}",
                "{\"files\":{\"wandb-history.jsonl\":{\"offset\":1,\"content\":[\"{\\\"_step\\\":1.5}\"]}}}",
                "{\"files\":{\"wandb-history.jsonl\":{\"offset\":1,\"content\":[\"{\\\"_step\\\":1}\"]},\"wandb-summary.json\":{\"offset\":0,\"content\":[\"{broken\"]}}}",
                "{\"files\":{\"wandb-history.jsonl\":{\"offset\":1,\"content\":[\"{\\\"_step\\\":1}\"]},\"wandb-events.jsonl\":{\"offset\":9,\"content\":[\"{}\"]}}}",
                "{\"uploaded\":5}",
                "{\"complete\":\"yes\"}"
            })
    void badInputIsRefusedAsAWholeAndHarmsNothing(String body) {
        server.stream(run, rows(0, "{\"_step\":0,\"x\":1}"));
        Answer answer = server.stream(run, body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("error").path("message").asString()).isNotEmpty();
        JsonNode read = server.run(run);
        assertThat(read.path("historyLineCount").asInt()).isOne();
        assertThat(read.path("summaryMetrics").asString()).isEqualTo("{}");
        assertThat(server.stream(run, rows(1, "{\"_step\":1,\"x\":2}")).status())
                .isEqualTo(200);
    }

    @Test
    void gzipBodiesAreTakenAndBombsAreNot() throws IOException {
        byte[] body = gzip(rows(0, "{\"_step\":0,\"x\":1}").getBytes(StandardCharsets.UTF_8));
        assertThat(post(body).status()).isEqualTo(200);
        assertThat(server.run(run).path("historyLineCount").asInt()).isOne();
        assertThat(post("{}".getBytes(StandardCharsets.UTF_8)).status()).isEqualTo(400);
        assertThat(post(gzip(("{\"x\":\"" + " ".repeat(80 << 20) + "\"}").getBytes(StandardCharsets.UTF_8)))
                        .status())
                .isEqualTo(413);
    }

    private Answer post(byte[] body) {
        return server.post("/files/ada/p/" + run + "/file_stream", body, "Content-Encoding", "gzip");
    }

    @ParameterizedTest
    @CsvSource({"0, finished", "1, failed", "-9, failed"})
    void theEndIsTheExitCode(int code, String state) {
        Answer answer = server.stream(run, "{\"complete\":true,\"exitcode\":" + code + "}");
        assertThat(answer.body().path("exitcode").asInt()).isEqualTo(code);
        assertThat(server.run(run).path("state").asString()).isEqualTo(state);
    }

    @Test
    void aStopIsDeliveredWithTheNextAnswer() {
        assertThat(server.stream(run, "{}").body().has("stopped")).isFalse();
        mutate("stopRun");
        assertThat(server.stream(run, "{}").body().path("stopped").asBoolean()).isTrue();
        assertThat(server.run(run).path("stopped").asBoolean()).isTrue();
        server.stream(run, "{\"complete\":true,\"exitcode\":255}");
        assertThat(server.run(run).path("state").asString()).isEqualTo("killed");
    }

    @Test
    void aDeletedRunIsGoneAndItsIdStaysTaken() {
        Answer deleted = server.graphQl(
                "mutation D($id: ID!) { deleteRun(input: {id: $id}) { clientMutationId } }", Map.of("id", id()));
        assertThat(deleted.status()).isEqualTo(200);
        assertThat(server.run(run).isNull()).isTrue();
        assertThat(server.stream(run, rows(0, "{\"_step\":0}")).status()).isEqualTo(410);
        Answer again = server.upsert(Map.of("name", run, "host", "laptop"));
        assertThat(again.status()).isEqualTo(410);
        assertThat(again.error()).contains(run).contains("deleted");
    }

    @Test
    void unknownRunsAndProjectsAreNotFound() {
        assertThat(server.stream("absent", "{}").status()).isEqualTo(404);
        assertThat(server.post("/files/ada/absent/r/file_stream", "{}".getBytes(StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(404);
        assertThat(server.run("absent").isNull()).isTrue();
    }

    @Test
    void withoutAKeyNothingIsWritten() {
        Answer answer = server.post(
                "/files/ada/p/" + run + "/file_stream",
                "{}".getBytes(StandardCharsets.UTF_8),
                "Authorization",
                "Basic x");
        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void aForkHoldsTheParentsRowsAndSaysHowMany() {
        server.stream(run, rows(0, "{\"_step\":0,\"x\":0}", "{\"_step\":1,\"x\":1}", "{\"_step\":2,\"x\":2}"));
        String config = "{\"_wandb\":{\"value\":{\"branch_point\":{\"run_id\":\"" + run + "\",\"step\":1}}}}";
        JsonNode fork = server.upsert(Map.of("name", run + "-fork", "host", "laptop", "config", config))
                .data()
                .path("upsertBucket")
                .path("bucket");
        assertThat(fork.path("historyLineCount").asInt()).isEqualTo(2);
        assertThat(server.stream(run + "-fork", rows(2, "{\"_step\":2,\"x\":\"child\"}"))
                        .status())
                .isEqualTo(200);
        assertThat(texts(server.run(run + "-fork").path("history")))
                .containsExactly("{\"_step\":0,\"x\":0}", "{\"_step\":1,\"x\":1}", "{\"_step\":2,\"x\":\"child\"}");
        assertThat(server.run(run).path("historyLineCount").asInt()).isEqualTo(3);
    }

    @Test
    void rewindingCutsTheRun() {
        server.stream(run, rows(0, "{\"_step\":0,\"x\":0}", "{\"_step\":1,\"x\":1}", "{\"_step\":2,\"x\":2}"));
        JsonNode rewound =
                server.graphQl("""
                        mutation R($run: String!) { rewindRun(input: {runName: $run, entityName: "ada", projectName: "p",
                          metricName: "_step", metricValue: 1}) { rewoundRun { name historyLineCount } } }""", Map.of("run", run)).data().path("rewindRun").path("rewoundRun");
        assertThat(rewound.path("historyLineCount").asInt()).isEqualTo(2);
        server.stream(run, rows(2, "{\"_step\":2,\"x\":\"second\"}"));
        assertThat(texts(server.run(run).path("history"))).last().isEqualTo("{\"_step\":2,\"x\":\"second\"}");
    }

    @Test
    void eightWritersShareOneRun() throws InterruptedException {
        List<Thread> writers = new ArrayList<>();
        for (int w = 0; w < 8; w++) {
            String writer = "w" + w;
            writers.add(Thread.ofVirtual().start(() -> {
                for (int i = 0; i < 5; i++) {
                    server.stream(
                            run,
                            rows(i, "{\"_step\":" + i + ",\"writer\":\"" + writer + "\",\"row\":" + i + "}"),
                            "X-WANDB-USE-ASYNC-FILESTREAM",
                            "true",
                            "X-WANDB-ASYNC-CLIENT-ID",
                            writer);
                }
            }));
        }
        for (Thread writer : writers) {
            writer.join();
        }
        List<String> rows = texts(server.run(run).path("history"));
        assertThat(rows).hasSize(40);
        IntStream.range(0, 8)
                .forEach(w -> assertThat(rows.stream().filter(row -> row.contains("\"w" + w + "\"")))
                        .hasSize(5));
        IntStream.range(0, 40).forEach(i -> assertThat(rows.get(i)).contains("\"_step\":" + i + ","));
    }

    @Test
    void manyFirstUpsertsOfOneNewRunMakeOneRun() throws InterruptedException {
        List<Thread> writers = new ArrayList<>();
        List<String> ids = java.util.Collections.synchronizedList(new ArrayList<>());
        for (int w = 0; w < 8; w++) {
            writers.add(Thread.ofVirtual()
                    .start(() -> ids.add(server.upsert(
                                    Map.of("name", run + "-new", "host", "x"), "X-WANDB-USE-ASYNC-FILESTREAM", "true")
                            .data()
                            .path("upsertBucket")
                            .path("bucket")
                            .path("id")
                            .asString())));
        }
        for (Thread writer : writers) {
            writer.join();
        }
        assertThat(ids).hasSize(8);
        assertThat(ids.stream().distinct()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name | a/b",
                "name | a:b",
                "config | {broken",
                "config | []",
                "summaryMetrics | {",
                "state | dancing",
                "entityName | no-such-entity",
                "modelName | a/b",
                "id | nonsense"
            })
    void aBadUpsertIsTheCallersFault(String field, String value) {
        Answer answer = server.upsert(Map.of(field, value));
        assertThat(answer.status()).isIn(200, 400, 403, 404);
        assertThat(answer.error()).isNotEmpty();
    }

    @Test
    void onlySomeStatesCanBeSet() {
        server.stream(run, "{\"complete\":true,\"exitcode\":0}");
        Answer answer = server.graphQl(
                "mutation S($id: ID!) { updateRunState(input: {id: $id, state: \"pending\"}) { success } }",
                Map.of("id", id()));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.error()).contains("invalid state transition");
    }

    private void mutate(String name) {
        server.graphQl("mutation M($id: ID!) { " + name + "(input: {id: $id}) { success } }", Map.of("id", id()))
                .data();
    }

    private String id() {
        return server.run(run).path("id").asString();
    }

    private static String rows(long offset, String... lines) {
        StringBuilder body =
                new StringBuilder("{\"files\":{\"wandb-history.jsonl\":{\"offset\":" + offset + ",\"content\":[");
        for (int i = 0; i < lines.length; i++) {
            body.append(i == 0 ? "\"" : ",\"")
                    .append(lines[i].replace("\"", "\\\""))
                    .append('"');
        }
        return body.append("]}}}").toString();
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
