package dev.selvedge.domain.runs.history;

import java.util.Arrays;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;

/** One pass over the lines of a request: each is a JSON object and its {@code _step}, if any, a whole number. */
final class RowCheck {

    private final HistoryStream stream;
    private final byte[] text;
    private final int[] ends;
    private final int[] stepStarts;
    private final int[] stepEnds;
    private final long[] steps;
    private int line;

    RowCheck(HistoryStream stream, byte[] text, int[] ends) {
        this.stream = stream;
        this.text = text;
        this.ends = ends;
        boolean wantsSteps = stream == HistoryStream.HISTORY;
        stepStarts = wantsSteps ? new int[ends.length] : null;
        stepEnds = wantsSteps ? new int[ends.length] : null;
        steps = wantsSteps ? new long[ends.length] : null;
    }

    HistoryLines lines() {
        if (stepStarts != null) {
            Arrays.fill(stepStarts, -1);
        }
        // one parser for all lines: making one costs as much as parsing a short line
        try (JsonParser parser = RowJson.parser(text, 0, text.length)) {
            for (line = 0; line < ends.length; line++) {
                checkLine(parser);
            }
        } catch (StreamConstraintsException e) {
            throw HistoryLines.invalidLine(stream, line, "is nested too deep or holds an overlong number or name");
        } catch (InputCoercionException e) {
            throw HistoryLines.invalidLine(stream, line, "has a _step that does not fit 64 bits");
        } catch (JacksonException e) {
            throw HistoryLines.invalidLine(stream, line, "is not JSON: " + e.getOriginalMessage());
        }
        return new HistoryLines(text, ends, stepStarts, stepEnds, steps);
    }

    private void checkLine(JsonParser parser) {
        if (parser.nextToken() != JsonToken.START_OBJECT || offset(parser) > ends[line]) {
            throw HistoryLines.invalidLine(stream, line, "is not a JSON object");
        }
        int depth = 1;
        while (depth > 0) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw HistoryLines.invalidLine(stream, line, "is cut off");
            }
            switch (token) {
                case START_OBJECT, START_ARRAY -> depth++;
                case END_OBJECT, END_ARRAY -> depth--;
                case PROPERTY_NAME -> {
                    if (depth == 1 && steps != null && parser.currentName().equals("_step")) {
                        readStep(parser);
                    }
                }
                default -> {
                    // values are read when they are asked for
                }
            }
        }
        int end = offset(parser);
        if (end > ends[line]) {
            throw HistoryLines.invalidLine(stream, line, "is cut off");
        }
        for (int i = end; i < ends[line]; i++) {
            if (text[i] > ' ') {
                throw HistoryLines.invalidLine(stream, line, "goes on after its JSON object");
            }
        }
    }

    private void readStep(JsonParser parser) {
        if (parser.nextToken() != JsonToken.VALUE_NUMBER_INT) {
            throw HistoryLines.invalidLine(stream, line, "has a _step that is not a whole number");
        }
        steps[line] = parser.getLongValue();
        stepStarts[line] = (int) parser.currentTokenLocation().getByteOffset();
        stepEnds[line] = numberEnd(stepStarts[line]);
    }

    private int numberEnd(int start) {
        int end = start;
        while (text[end] == '-' || (text[end] >= '0' && text[end] <= '9')) {
            end++;
        }
        return end;
    }

    private static int offset(JsonParser parser) {
        return (int) parser.currentLocation().getByteOffset();
    }
}
