package dev.selvedge.wire.filestream;

import dev.selvedge.domain.runs.Lines;
import dev.selvedge.domain.runs.StreamUpdate;
import dev.selvedge.domain.runs.history.HistoryLines;
import dev.selvedge.domain.runs.history.HistoryLinesBuilder;
import dev.selvedge.domain.runs.history.HistoryStream;
import dev.selvedge.platform.Fault;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the outer JSON of a request as it arrives. Lines are JSON inside JSON strings; they are handed on as text, for
 * the history to check and keep.
 */
final class StreamBodyParser {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(FileStreamEndpoint.MAX_BODY_BYTES)
                    .maxNestingDepth(100)
                    .build())
            .build();

    private final JsonParser json;
    private Lines history = Lines.NONE;
    private Lines events = Lines.NONE;
    private Lines output = Lines.NONE;
    private String summary;
    private final List<String> uploaded = new ArrayList<>();
    private boolean preempting;
    private boolean complete;
    private Integer exitCode;

    private StreamBodyParser(JsonParser json) {
        this.json = json;
    }

    /** INVALID, saying what is wrong, for anything that is not such a body. */
    static StreamUpdate parse(InputStream body, String writer, boolean deriveSummary) {
        try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), body)) {
            StreamBodyParser parser = new StreamBodyParser(json);
            parser.body();
            return parser.update(writer, deriveSummary);
        } catch (JacksonIOException e) {
            throw new Fault(Fault.Code.INVALID, "The body could not be read to its end", e);
        } catch (JacksonException e) {
            throw Fault.invalid("The body is not valid JSON: " + e.getOriginalMessage());
        }
    }

    private StreamUpdate update(String writer, boolean deriveSummary) {
        return new StreamUpdate(
                writer, history, events, output, summary, uploaded, preempting, deriveSummary, complete, exitCode);
    }

    private void body() {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw Fault.invalid("The body must be a JSON object");
        }
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "files" -> files();
                case "uploaded" -> texts(name, () -> uploaded.add(json.getString()));
                case "preempting" -> preempting = truth(name);
                case "complete" -> complete = truth(name);
                case "exitcode" ->
                    exitCode = isNull() ? null : (int) wholeNumber(name, Integer.MIN_VALUE, Integer.MAX_VALUE);
                default -> json.skipChildren();
            }
        }
        if (json.nextToken() != null) {
            throw Fault.invalid("The body goes on after its JSON object");
        }
    }

    private void files() {
        if (isNull()) {
            return;
        }
        if (!json.hasToken(JsonToken.START_OBJECT)) {
            throw Fault.invalid("\"files\" must be an object");
        }
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            json.nextToken();
            file(name);
        }
    }

    private void file(String name) {
        switch (name) {
            case "wandb-history.jsonl" -> history = lines(name, HistoryStream.HISTORY);
            case "wandb-events.jsonl" -> events = lines(name, HistoryStream.EVENTS);
            case "output.log" -> output = lines(name, HistoryStream.OUTPUT);
            case "wandb-summary.json" -> summary(name);
            // other files come as uploads; clients of old streamed some, too
            default -> json.skipChildren();
        }
    }

    private Lines lines(String name, HistoryStream stream) {
        HistoryLinesBuilder lines = new HistoryLinesBuilder(stream);
        long offset = content(name, () -> addLine(lines));
        HistoryLines built = lines.build();
        return built.isEmpty() ? Lines.NONE : new Lines(offset, built);
    }

    /** Straight out of the parser's buffer: a string for each line would cost as much as parsing it. */
    private void addLine(HistoryLinesBuilder lines) {
        lines.add(json.getStringCharacters(), json.getStringOffset(), json.getStringLength());
    }

    /** Older clients appended summaries; only the last one counts. */
    private void summary(String name) {
        content(name, () -> summary = json.getString());
    }

    /** Returns the offset. */
    private long content(String name, Runnable line) {
        if (!json.hasToken(JsonToken.START_OBJECT)) {
            throw Fault.invalid("\"" + name + "\" must be an object with \"offset\" and \"content\"");
        }
        long offset = 0;
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = json.currentName();
            json.nextToken();
            switch (key) {
                case "offset" -> offset = wholeNumber(key, 0, Long.MAX_VALUE);
                case "content" -> texts(key, line);
                default -> json.skipChildren();
            }
        }
        return offset;
    }

    private void texts(String name, Runnable each) {
        if (isNull()) {
            return;
        }
        if (!json.hasToken(JsonToken.START_ARRAY)) {
            throw Fault.invalid("\"" + name + "\" must be a list of strings");
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (!json.hasToken(JsonToken.VALUE_STRING)) {
                throw Fault.invalid("\"" + name + "\" must be a list of strings");
            }
            each.run();
        }
    }

    private boolean truth(String name) {
        return switch (json.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE, VALUE_NULL -> false;
            default -> throw Fault.invalid("\"" + name + "\" must be true or false");
        };
    }

    private long wholeNumber(String name, long least, long most) {
        if (!json.hasToken(JsonToken.VALUE_NUMBER_INT) || json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            throw Fault.invalid("\"" + name + "\" must be a whole number");
        }
        long number = json.getLongValue();
        if (number < least || number > most) {
            throw Fault.invalid("\"" + name + "\" is out of range");
        }
        return number;
    }

    private boolean isNull() {
        return json.hasToken(JsonToken.VALUE_NULL);
    }
}
