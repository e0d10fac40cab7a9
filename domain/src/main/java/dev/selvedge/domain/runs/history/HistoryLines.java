package dev.selvedge.domain.runs.history;

import dev.selvedge.platform.Fault;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The lines of one file of a request, every one of them checked: JSON, one object a row, {@code _step} whole. Text is
 * kept as it came, each line ended by a newline.
 */
public final class HistoryLines {

    private static final byte[] STEP_KEY = "\"_step\":".getBytes(StandardCharsets.US_ASCII);

    private final byte[] text;
    private final int[] ends;
    /** Where the value of {@code _step} stands in each line; -1 where there is none. Only for {@code HISTORY}. */
    private final int[] stepStarts;

    private final int[] stepEnds;
    private final long[] steps;

    HistoryLines(byte[] text, int[] ends, int[] stepStarts, int[] stepEnds, long[] steps) {
        this.text = text;
        this.ends = ends;
        this.stepStarts = stepStarts;
        this.stepEnds = stepEnds;
        this.steps = steps;
    }

    /** Throws INVALID, naming the line, when one of them is not what the stream takes. */
    public static HistoryLines of(HistoryStream stream, Iterable<String> lines) {
        HistoryLinesBuilder builder = new HistoryLinesBuilder(stream);
        lines.forEach(builder::add);
        return builder.build();
    }

    public int count() {
        return ends.length;
    }

    public boolean isEmpty() {
        return ends.length == 0;
    }

    /** All lines, each ended by a newline. Not a copy. */
    public byte[] text() {
        return text;
    }

    /** There must be a line. */
    public String firstText() {
        return new String(text, 0, ends[0], StandardCharsets.UTF_8).stripTrailing();
    }

    public Optional<Long> stepOfFirst() {
        return hasStep(0) ? Optional.of(steps[0]) : Optional.empty();
    }

    boolean hasStep(int line) {
        return stepStarts != null && stepStarts[line] >= 0;
    }

    long step(int line) {
        return steps[line];
    }

    /** The highest step, given that lines without one are numbered from {@code firstRow}. */
    long lastStep(long firstRow) {
        long highest = Long.MIN_VALUE;
        for (int line = 0; line < ends.length; line++) {
            highest = Math.max(highest, hasStep(line) ? steps[line] : firstRow + line);
        }
        return highest;
    }

    long firstStep(long firstRow) {
        long lowest = Long.MAX_VALUE;
        for (int line = 0; line < ends.length; line++) {
            lowest = Math.min(lowest, hasStep(line) ? steps[line] : firstRow + line);
        }
        return lowest;
    }

    /** The lines from {@code line} on. */
    HistoryLines from(int line) {
        if (line == 0) {
            return this;
        }
        int cut = ends[line - 1];
        int[] shiftedEnds = Arrays.copyOfRange(ends, line, ends.length);
        shift(shiftedEnds, cut);
        int[] starts = stepStarts == null ? null : Arrays.copyOfRange(stepStarts, line, ends.length);
        int[] stops = stepEnds == null ? null : Arrays.copyOfRange(stepEnds, line, ends.length);
        shift(starts, cut);
        shift(stops, cut);
        return new HistoryLines(
                Arrays.copyOfRange(text, cut, text.length),
                shiftedEnds,
                starts,
                stops,
                steps == null ? null : Arrays.copyOfRange(steps, line, ends.length));
    }

    private static void shift(int[] positions, int by) {
        for (int i = 0; positions != null && i < positions.length; i++) {
            positions[i] -= positions[i] < 0 ? 0 : by;
        }
    }

    /** The first {@code count} lines. */
    HistoryLines first(int count) {
        return count == ends.length
                ? this
                : new HistoryLines(
                        Arrays.copyOf(text, count == 0 ? 0 : ends[count - 1]),
                        Arrays.copyOf(ends, count),
                        stepStarts == null ? null : Arrays.copyOf(stepStarts, count),
                        stepEnds == null ? null : Arrays.copyOf(stepEnds, count),
                        steps == null ? null : Arrays.copyOf(steps, count));
    }

    /**
     * The text with a {@code _step} in every line.
     *
     * @param always replace steps that are there too: with several writers each counts for itself, and the row number
     *     is the only step they share
     */
    byte[] textWithSteps(long firstRow, boolean always) {
        if (!always && everyLineHasAStep()) {
            return text;
        }
        GrowingBytes out = new GrowingBytes(text.length + ends.length * 12);
        int start = 0;
        for (int line = 0; line < ends.length; line++) {
            if (!hasStep(line)) {
                insertStep(out, start, ends[line], firstRow + line);
            } else if (always) {
                out.add(text, start, stepStarts[line]);
                out.add(Long.toString(firstRow + line));
                out.add(text, stepEnds[line], ends[line]);
            } else {
                out.add(text, start, ends[line]);
            }
            start = ends[line];
        }
        return out.toBytes();
    }

    private void insertStep(GrowingBytes out, int start, int end, long step) {
        int brace = start;
        while (text[brace] != '{') {
            brace++;
        }
        int next = brace + 1;
        while (text[next] == ' ' || text[next] == '\t') {
            next++;
        }
        out.add(text, start, brace + 1);
        out.add(STEP_KEY, 0, STEP_KEY.length);
        out.add(Long.toString(step));
        if (text[next] != '}') {
            out.add(",");
        }
        out.add(text, next, end);
    }

    private boolean everyLineHasAStep() {
        for (int start : stepStarts) {
            if (start < 0) {
                return false;
            }
        }
        return true;
    }

    static Fault invalidLine(HistoryStream stream, int line, String why) {
        return Fault.invalid("Line " + (line + 1) + " of the " + stream.word() + " content " + why);
    }
}
