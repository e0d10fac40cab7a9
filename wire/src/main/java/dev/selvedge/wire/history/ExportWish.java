package dev.selvedge.wire.history;

import dev.selvedge.domain.runs.history.HistoryStream;
import dev.selvedge.platform.Fault;
import java.util.List;
import java.util.Map;

/**
 * The parameters of an export.
 *
 * @param keys empty = all
 * @param archive number of what a rewind cut off the run; null = the run as it is
 */
record ExportWish(
        String entity,
        String project,
        List<String> runs,
        List<String> keys,
        HistoryStream stream,
        boolean isLines,
        Integer archive) {

    static final int MOST_RUNS = 1_000;

    static ExportWish of(Map<String, String[]> parameters) {
        List<String> runs = all(parameters, "run");
        if (runs.isEmpty()) {
            throw Fault.invalid("An export needs at least one \"run\"");
        }
        if (runs.size() > MOST_RUNS) {
            throw Fault.tooLarge("An export may be of at most " + MOST_RUNS + " runs");
        }
        List<String> keys = all(parameters, "key");
        boolean lines = isLines(one(parameters, "format", "parquet"));
        if (lines && !keys.isEmpty()) {
            throw Fault.invalid("Keys can be chosen for Parquet only");
        }
        Integer archive = archive(one(parameters, "archive", null));
        if (archive != null && runs.size() > 1) {
            throw Fault.invalid("An archive is of one run");
        }
        return new ExportWish(
                required(parameters, "entity"),
                required(parameters, "project"),
                runs,
                keys,
                stream(one(parameters, "stream", "history")),
                lines,
                archive);
    }

    String fileName() {
        return stream.word() + (isLines ? ".jsonl" : ".parquet");
    }

    String contentType() {
        return isLines ? "application/x-ndjson" : "application/vnd.apache.parquet";
    }

    private static List<String> all(Map<String, String[]> parameters, String name) {
        return List.of(parameters.getOrDefault(name, new String[0]));
    }

    private static String one(Map<String, String[]> parameters, String name, String otherwise) {
        List<String> values = all(parameters, name);
        return values.isEmpty() ? otherwise : values.getLast();
    }

    private static String required(Map<String, String[]> parameters, String name) {
        String value = one(parameters, name, "");
        if (value.isBlank()) {
            throw Fault.invalid("An export needs \"" + name + "\"");
        }
        return value;
    }

    private static boolean isLines(String format) {
        return switch (format) {
            case "parquet" -> false;
            case "jsonl" -> true;
            default -> throw Fault.invalid("\"format\" is \"parquet\" or \"jsonl\"");
        };
    }

    private static HistoryStream stream(String word) {
        return switch (word) {
            case "history" -> HistoryStream.HISTORY;
            case "events" -> HistoryStream.EVENTS;
            default -> throw Fault.invalid("\"stream\" is \"history\" or \"events\"");
        };
    }

    private static Integer archive(String number) {
        if (number == null) {
            return null;
        }
        try {
            return Integer.valueOf(number);
        } catch (NumberFormatException e) {
            throw Fault.invalid("\"archive\" must be a number");
        }
    }
}
