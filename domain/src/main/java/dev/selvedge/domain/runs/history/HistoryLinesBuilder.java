package dev.selvedge.domain.runs.history;

import java.util.Arrays;

/** Collects lines as they are parsed out of a request and checks them together in one pass. */
public final class HistoryLinesBuilder {

    private final HistoryStream stream;
    private final GrowingBytes text = new GrowingBytes(16 * 1024);
    private int[] ends = new int[64];
    private int count;

    public HistoryLinesBuilder(HistoryStream stream) {
        this.stream = stream;
    }

    public void add(String line) {
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, count * 2);
        }
        text.add(stream == HistoryStream.OUTPUT ? ConsoleLine.stored(line) : onOneLine(line));
        text.add('\n');
        ends[count++] = text.size();
    }

    /** Throws INVALID, naming the line, when one of them is not what the stream takes. */
    public HistoryLines build() {
        byte[] bytes = text.toBytes();
        int[] exactEnds = Arrays.copyOf(ends, count);
        if (stream == HistoryStream.OUTPUT) {
            return new HistoryLines(bytes, exactEnds, null, null, null);
        }
        return new RowCheck(stream, bytes, exactEnds).lines();
    }

    /** JSON allows line breaks only between tokens, where a blank means the same. */
    private static String onOneLine(String line) {
        return line.indexOf('\n') < 0 && line.indexOf('\r') < 0
                ? line
                : line.replace('\n', ' ').replace('\r', ' ');
    }
}
