package dev.selvedge.server.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Charts of sealed runs that nobody has looked at before. Each key is a column of its own, so that each question decodes
 * as the first one after a start does.
 */
record RehearsedCharts(RehearsalClient client, String entity, String project) {

    private static final int RUNS = 10;
    private static final int KEYS = 12;
    private static final int ROWS = 2_000;
    private static final int LONG_ROWS = 200_000;
    private static final int ROWS_AT_ONCE = 1_000;
    private static final String LONG = "long";

    void log() throws IOException {
        for (String run : runs()) {
            log(run, ROWS, KEYS);
        }
        log(LONG, LONG_ROWS, 3);
    }

    /** After sealing. */
    void look() throws IOException {
        for (int key = 0; key < KEYS - 2; key++) {
            chart(runs(), key, Map.of());
        }
        for (String run : runs()) {
            sample(run, KEYS - 2);
            sample(run, KEYS - 1);
        }
        chart(List.of(LONG), 0, Map.of());
        chart(List.of(LONG), 1, Map.of("smoothing", Map.of("kind", "ema", "parameter", 0.9)));
        chart(List.of(LONG), 1, Map.of("range", Map.of("min", LONG_ROWS / 2, "max", LONG_ROWS / 2 + 2_000)));
        sample(LONG, 2);
    }

    private static List<String> runs() {
        return IntStream.range(0, RUNS).mapToObj(run -> "sealed" + run).toList();
    }

    private void chart(List<String> runs, int key, Map<String, ?> more) throws IOException {
        Map<String, Object> question = new HashMap<>(more);
        question.put("entity", entity);
        question.put("project", project);
        question.put("buckets", 1_000);
        question.put(
                "series",
                runs.stream().map(run -> Map.of("run", run, "key", "m" + key)).toList());
        client.post("/api/history/query", question);
    }

    private void sample(String run, int key) throws IOException {
        String spec = "{\"keys\":[\"_step\",\"m%d\"],\"samples\":1500}".formatted(key);
        client.ask(RehearsedQueries.SAMPLED, Map.of("e", entity, "p", project, "r", run, "s", List.of(spec)));
    }

    private void log(String run, int rows, int keys) throws IOException {
        client.ask(RehearsedQueries.UPSERT, Map.of("e", entity, "p", project, "r", run, "c", "{}"));
        for (int first = 0; first < rows; first += ROWS_AT_ONCE) {
            List<String> lines = new ArrayList<>();
            for (int step = first; step < first + ROWS_AT_ONCE; step++) {
                lines.add(row(step, keys));
            }
            stream(run, Map.of("files", Map.of("wandb-history.jsonl", Map.of("offset", first, "content", lines))));
        }
        stream(run, Map.of("complete", true, "exitcode", 0));
    }

    private static String row(int step, int keys) {
        StringBuilder row = new StringBuilder("{\"_step\":").append(step);
        for (int key = 0; key < keys; key++) {
            row.append(",\"m").append(key).append("\":").append(Math.sin(step * (key + 1.0)));
        }
        return row.append('}').toString();
    }

    private void stream(String run, Map<String, ?> body) throws IOException {
        client.post("/files/" + entity + "/" + project + "/" + run + "/file_stream", body);
    }
}
