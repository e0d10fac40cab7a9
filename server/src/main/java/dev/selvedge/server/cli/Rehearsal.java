package dev.selvedge.server.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * The first minutes of a client in small: a run with rows and a file, an artifact, and the reads of both. The JVM keeps
 * with its AOT cache which methods were busy here, so the first clients of a fresh start are answered by compiled code.
 */
final class Rehearsal {

    private static final String PROJECT = "rehearsal";

    private final RehearsalClient client;
    private final RehearsedArtifact artifact;
    private final RehearsedCharts charts;
    private final String entity;

    Rehearsal(RehearsalClient client, String entity) {
        this.client = client;
        this.entity = entity;
        artifact = new RehearsedArtifact(client, entity, PROJECT);
        charts = new RehearsedCharts(client, entity, PROJECT);
    }

    void play(int round) throws IOException {
        String run = "run" + round;
        client.ask(RehearsedQueries.VIEWER, Map.of());
        client.ask(
                RehearsedQueries.UPSERT, Map.of("e", entity, "p", PROJECT, "r", run, "c", "{\"lr\":{\"value\":0.1}}"));
        file(run);
        for (int part = 0; part < 3; part++) {
            stream(run, rows(part * 20));
        }
        stream(run, Map.of("complete", true, "exitcode", 0, "uploaded", List.of("config.yaml")));
        artifact.log(run, round);
        read(run);
        chart(round, round + 1);
    }

    RehearsedCharts charts() {
        return charts;
    }

    /** What is asked about runs that are sealed: one by itself, and a chart of all. */
    void lookBack(int round, int rounds) throws IOException {
        read("run" + round);
        chart(round, rounds);
    }

    /** As pages ask for a chart; each round asks for another part, since the very same would be remembered. */
    private void chart(int round, int rounds) throws IOException {
        List<Map<String, String>> series = IntStream.range(0, rounds)
                .mapToObj(run -> Map.of("run", "run" + run, "key", "loss"))
                .toList();
        client.post(
                "/api/history/query",
                Map.of(
                        "entity",
                        entity,
                        "project",
                        PROJECT,
                        "buckets",
                        1000,
                        "series",
                        series,
                        "range",
                        Map.of("min", 0, "max", 40 + round)));
    }

    private void file(String run) throws IOException {
        JsonNode made = client.ask(RehearsedQueries.CREATE_FILES, Map.of("e", entity, "p", PROJECT, "r", run));
        client.put(made.at("/createRunFiles/files/0/uploadUrl").asString(), "lr: 0.1".getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, Object> rows(int first) {
        List<String> rows = IntStream.range(first, first + 20)
                .mapToObj(step ->
                        "{\"_step\":%d,\"_runtime\":%d.5,\"_timestamp\":1.7e9,\"loss\":%s,\"acc\":{\"top\":0.5}}"
                                .formatted(step, step, 1.0 / (step + 1)))
                .toList();
        return Map.of(
                "files",
                Map.of(
                        "wandb-history.jsonl", Map.of("offset", first, "content", rows),
                        "wandb-summary.json", Map.of("offset", 0, "content", List.of(rows.getLast())),
                        "output.log", Map.of("offset", first, "content", List.of("epoch " + first + "\n"))));
    }

    private void stream(String run, Map<String, ?> body) throws IOException {
        client.post("/files/" + entity + "/" + PROJECT + "/" + run + "/file_stream", body);
    }

    private void read(String run) throws IOException {
        Map<String, String> project = Map.of("e", entity, "p", PROJECT);
        client.ask(RehearsedQueries.RUNS, project);
        client.ask(RehearsedQueries.ARTIFACTS, project);
        JsonNode found = client.ask(RehearsedQueries.RUN, Map.of("e", entity, "p", PROJECT, "r", run));
        client.get(found.at("/project/run/files/edges/0/node/directUrl").asString());
    }
}
