package dev.selvedge.storage.contract.runs.query;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Filters and documents from a small world, so that they often meet. */
final class RandomFilters {

    private static final List<String> KEYS = List.of(
            "config.lr",
            "config.lr.value",
            "config.model.name",
            "config.model.value.name",
            "config.model",
            "config.layers",
            "config.mixed",
            "config.absent",
            "summary_metrics.loss",
            "summary_metrics.acc.max",
            "summary_metrics.mixed",
            "name",
            "display_name",
            "state",
            "group",
            "jobType",
            "notes",
            "username",
            "tags");
    private static final List<String> LITERALS = List.of(
            "null",
            "true",
            "false",
            "0",
            "1",
            "0.1",
            "-3.5",
            "1e300",
            "NaN",
            "Infinity",
            "-Infinity",
            "\"\"",
            "\"a\"",
            "\"b\"",
            "\"resnet\"",
            "\"res\"",
            "\"run-3\"",
            "\"finished\"",
            "\"x%y\\\"z\\n\"",
            "[1,2]",
            "[]",
            "[\"a\"]");
    private static final List<String> REGEXES = List.of("", "^r", "e.*t$", "(?i)RES", "[0-9]", "^$", "a|b");
    private static final List<String> TIMES =
            List.of("2026-01-01T00:00:03Z", "2026-01-01T00:00:05.5", "2026-01-02", "1767225604");

    private final Random random;

    RandomFilters(Random random) {
        this.random = random;
    }

    String filter(int depth) {
        return switch (depth == 0 ? random.nextInt(3) : random.nextInt(7)) {
            case 0, 1 -> "{" + condition() + "}";
            case 2 -> "{" + condition() + "," + condition() + "}";
            case 3 -> "{\"$and\":" + filters(depth) + "}";
            case 4 -> "{\"$or\":" + filters(depth) + "}";
            case 5 -> "{\"$nor\":" + filters(depth) + "}";
            default -> "{\"$not\":" + filter(depth - 1) + "," + condition() + "}";
        };
    }

    private String filters(int depth) {
        return IntStream.range(0, random.nextInt(1, 4))
                .mapToObj(i -> filter(depth - 1))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private String condition() {
        if (random.nextInt(10) == 0) {
            return "\"created_at\":{\"" + one(List.of("$gt", "$gte", "$lt", "$lte", "$eq", "$ne")) + "\":\""
                    + one(TIMES.subList(0, 3)) + "\"}";
        }
        if (random.nextInt(12) == 0) {
            return "\"duration\":{\"" + one(List.of("$gt", "$lte", "$eq")) + "\":" + random.nextInt(6) + "}";
        }
        return "\"" + one(KEYS) + "\":" + test();
    }

    private String test() {
        return switch (random.nextInt(12)) {
            case 0, 1 -> literal();
            case 2 -> "{\"$ne\":" + literal() + "}";
            case 3 -> "{\"$gt\":" + literal() + "}";
            case 4 -> "{\"$lte\":" + literal() + ",\"$gte\":" + literal() + "}";
            case 5 -> "{\"$in\":[" + literal() + "," + literal() + "]}";
            case 6 -> "{\"$nin\":[" + literal() + "]}";
            case 7 -> "{\"$exists\":" + random.nextBoolean() + "}";
            case 8 -> "{\"$regex\":\"" + one(REGEXES) + "\"}";
            case 9 -> "{\"$contains\":" + literal() + "}";
            case 10 -> "{\"$all\":[" + literal() + "," + literal() + "]}";
            default -> "{\"$not\":{\"$size\":" + random.nextInt(3) + "}}";
        };
    }

    private String literal() {
        return one(LITERALS);
    }

    String order() {
        List<String> keys = List.of(
                "config.lr",
                "config.mixed",
                "config.model.name",
                "config.layers",
                "config.absent",
                "summary_metrics.loss",
                "summary_metrics.mixed",
                "created_at",
                "duration",
                "display_name",
                "group",
                "username",
                "notes");
        return IntStream.range(0, random.nextInt(0, 4))
                .mapToObj(i -> (random.nextBoolean() ? "+" : "-") + one(keys))
                .collect(Collectors.joining(","));
    }

    String config() {
        return "{\"_wandb\":{\"value\":{\"t\":{}}}" + maybe("lr", number())
                + maybe("model", "{\"name\":" + text() + ",\"value\":" + number() + "}")
                + maybe("layers", list()) + maybe("mixed", anything()) + "}";
    }

    String summary() {
        String loss = random.nextInt(5) == 0 ? "" : ",\"loss\":" + number();
        String acc = random.nextInt(2) == 0 ? "" : ",\"acc\":{\"max\":" + number() + "}";
        return "{\"_wandb\":{\"runtime\":3}" + loss + acc + ",\"mixed\":" + anything()
                + ",\"image\":{\"_type\":\"image-file\",\"path\":\"x\"}}";
    }

    private String maybe(String key, String value) {
        return random.nextInt(5) == 0 ? "" : ",\"" + key + "\":{\"desc\":null,\"value\":" + value + "}";
    }

    private String anything() {
        return switch (random.nextInt(6)) {
            case 0 -> number();
            case 1 -> text();
            case 2 -> list();
            case 3 -> "null";
            case 4 -> Boolean.toString(random.nextBoolean());
            default -> "{\"deep\":{\"er\":" + number() + "}}";
        };
    }

    private String number() {
        return one(List.of("0", "-0.0", "1", "0.1", "-3.5", "1e300", "NaN", "Infinity", "-Infinity", "2"));
    }

    String text() {
        return one(List.of("\"\"", "\"a\"", "\"b\"", "\"resnet\"", "\"Résnet\"", "\"x%y\\\"z\\n\"", "\"run-3\""));
    }

    /** Of different sizes, by which lists are ordered. */
    private String list() {
        return one(List.of("[]", "[1,2]", "[\"a\"]", "[\"a\",\"b\",null]", "[[1,2],true,0,0]", "[{\"a\":1},1,1,1,1]"));
    }

    String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
