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
        if (stream == HistoryStream.OUTPUT) {
            text.add(ConsoleLine.stored(line));
            endLine();
        } else {
            char[] characters = line.toCharArray();
            add(characters, 0, characters.length);
        }
    }

    /** The same for text that lies in a parser's buffer: most of what a server takes goes through here. */
    public void add(char[] characters, int from, int count) {
        if (stream == HistoryStream.OUTPUT) {
            add(new String(characters, from, count));
        } else {
            text.addOneLine(characters, from, count);
            endLine();
        }
    }

    private void endLine() {
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, count * 2);
        }
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
}
