package dev.selvedge.domain.runs.history;

import java.util.Arrays;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

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
        QuickRow quick = new QuickRow(text);
        for (line = 0; line < ends.length; line++) {
            if (quick.accepts(start(), ends[line])) {
                keepStep(quick);
            } else {
                parseLine();
            }
        }
        return new HistoryLines(text, ends, stepStarts, stepEnds, steps);
    }

    private int start() {
        return line == 0 ? 0 : ends[line - 1];
    }

    private void keepStep(QuickRow quick) {
        if (steps != null && quick.stepStart() >= 0) {
            steps[line] = quick.step();
            stepStarts[line] = quick.stepStart();
            stepEnds[line] = quick.stepEnd();
        }
    }

    private void parseLine() {
        try (JsonParser parser = RowJson.parser(text, start(), ends[line])) {
            checkLine(parser);
        } catch (StreamConstraintsException e) {
            throw HistoryLines.invalidLine(stream, line, "is nested too deep or holds an overlong number or name");
        } catch (InputCoercionException e) {
            throw HistoryLines.invalidLine(stream, line, "has a _step that does not fit 64 bits");
        } catch (UnexpectedEndOfInputException e) {
            throw HistoryLines.invalidLine(stream, line, "is cut off");
        } catch (JacksonException e) {
            throw HistoryLines.invalidLine(stream, line, "is not JSON: " + e.getOriginalMessage());
        }
    }

    private void checkLine(JsonParser parser) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
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
        for (int i = offset(parser.currentLocation()); i < ends[line]; i++) {
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
        stepStarts[line] = offset(parser.currentTokenLocation());
        stepEnds[line] = numberEnd(stepStarts[line]);
    }

    private int numberEnd(int start) {
        int end = start;
        while (text[end] == '-' || (text[end] >= '0' && text[end] <= '9')) {
            end++;
        }
        return end;
    }

    private int offset(TokenStreamLocation location) {
        return start() + (int) location.getByteOffset();
    }
}
