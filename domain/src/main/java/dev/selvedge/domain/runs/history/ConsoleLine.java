package dev.selvedge.domain.runs.history;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * One line of a run's console.
 *
 * @param timestamp as the client wrote it, null when it wrote none
 * @param level "error" for what went to stderr, otherwise null
 * @param label the writer's label in a run with several writers, otherwise null
 */
public record ConsoleLine(long number, String timestamp, String level, String label, String line) {

    /** {@code [ERROR ]<time> text}: how clients write lines that are not JSON. */
    private static final Pattern PLAIN = Pattern.compile(
            "(ERROR )?(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?(?:Z|[+-]\\d\\d:?\\d\\d)?)(?: |$)(.*)",
            Pattern.DOTALL);

    /** What is kept of a line as it came: a JSON object as it is, any other text as a JSON string. */
    static String stored(String line) {
        if (line.startsWith("{") && line.indexOf('\n') < 0 && line.indexOf('\r') < 0 && isStructured(line)) {
            return line;
        }
        String text = line.endsWith("\n") ? line.substring(0, line.length() - 1) : line;
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsCharArray(text)) + '"';
    }

    private static boolean isStructured(String line) {
        try (JsonParser parser = RowJson.parser(line)) {
            boolean content = false;
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean isContent = parser.currentName().equals("content");
                JsonToken value = parser.nextToken();
                content |= isContent && value == JsonToken.VALUE_STRING;
                parser.skipChildren();
            }
            return content && parser.nextToken() == null;
        } catch (JacksonException e) {
            return false;
        }
    }

    /** Reads what {@link #stored} made. */
    public static ConsoleLine of(long number, String stored) {
        try (JsonParser parser = RowJson.parser(stored)) {
            if (parser.nextToken() == JsonToken.VALUE_STRING) {
                return plain(number, parser.getString());
            }
            String timestamp = null;
            String level = null;
            String label = null;
            String content = "";
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                String value = parser.nextToken() == JsonToken.VALUE_STRING ? parser.getString() : null;
                switch (name) {
                    case "ts" -> timestamp = value;
                    case "level" -> level = value;
                    case "label" -> label = value;
                    case "content" -> content = value == null ? "" : value;
                    default -> parser.skipChildren();
                }
            }
            return new ConsoleLine(number, timestamp, level, label, content);
        }
    }

    private static ConsoleLine plain(long number, String text) {
        Matcher parts = PLAIN.matcher(text);
        return parts.matches()
                ? new ConsoleLine(number, parts.group(2), parts.group(1) == null ? null : "error", null, parts.group(3))
                : new ConsoleLine(number, null, null, null, text);
    }
}
