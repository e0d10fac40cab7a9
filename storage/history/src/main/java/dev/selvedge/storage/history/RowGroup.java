package dev.selvedge.storage.history;

import dev.selvedge.domain.runs.history.HistoryStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.stream.IntStream;

/** Rows on their way into one segment. */
final class RowGroup {

    /** Bounds the heap that sealing takes, and what reading one segment costs at most. */
    record Limits(long values, long bytes, int rows) {
        static final Limits DEFAULT = new Limits(4_000_000, 96 << 20, 1_000_000);
    }

    private final HistoryStream stream;
    private final long firstRow;
    private final Limits limits;
    private final RowDecoder decoder = new RowDecoder();
    private final List<String> lines = new ArrayList<>();
    private long endRow;
    private long bytes;

    RowGroup(HistoryStream stream, long firstRow, Limits limits) {
        this.stream = stream;
        this.firstRow = firstRow;
        this.limits = limits;
        this.endRow = firstRow;
    }

    void add(Piece piece) {
        if (stream == HistoryStream.OUTPUT) {
            addLines(piece);
        } else if (piece.block() instanceof ParquetBlock sealed) {
            addColumns(sealed.columns(), piece);
        } else {
            addTexts(piece);
        }
        endRow = piece.endRow();
    }

    private void addLines(Piece piece) {
        while (lines.size() < piece.firstRow() - firstRow) {
            lines.add(null);
        }
        Block.RowTexts texts = piece.block().texts();
        for (int row = piece.from(); row < piece.to(); row++) {
            String text = texts.text(row);
            lines.add(text);
            bytes += text == null ? 1 : text.length() + 60;
        }
    }

    private void addColumns(List<Column> columns, Piece piece) {
        int shift = Math.toIntExact(piece.firstRow() - firstRow) - piece.from();
        for (Column column : columns) {
            decoder.addColumn(column, piece.from(), piece.to(), shift);
            bytes += column.weight();
        }
    }

    private void addTexts(Piece piece) {
        StringBuilder text = new StringBuilder();
        Block.RowTexts texts = piece.block().texts();
        byte[] whole = piece.isWhole() ? texts.all() : null;
        if (whole == null) {
            for (int row = piece.from(); row < piece.to(); row++) {
                text.append(texts.text(row)).append('\n');
            }
            whole = text.toString().getBytes(StandardCharsets.UTF_8);
        }
        decoder.addLines(whole, Math.toIntExact(piece.firstRow() - firstRow));
        bytes += whole.length;
    }

    boolean isFull() {
        return decoder.values() >= limits.values() || bytes >= limits.bytes() || rows() >= limits.rows();
    }

    boolean isEmpty() {
        return endRow == firstRow;
    }

    long firstRow() {
        return firstRow;
    }

    int rows() {
        return Math.toIntExact(endRow - firstRow);
    }

    Written write() {
        if (stream == HistoryStream.OUTPUT) {
            return new Written(LogFrames.bytes(rows(), lines::get), 0, 0);
        }
        List<Column> columns = decoder.columns();
        Map<String, String> facts = new HashMap<>();
        facts.put(SegmentFooter.VERSION, SegmentFooter.CURRENT_VERSION);
        facts.put("selvedge.stream", stream.word());
        facts.put("selvedge.first_row", Long.toString(firstRow));
        byte[] file = SegmentWriter.bytes(columns, rows(), facts);
        long lowest = 0;
        long highest = 0;
        if (stream == HistoryStream.HISTORY) {
            Column steps = columns.stream()
                    .filter(column -> column.path().equals(List.of(Selection.STEP)))
                    .findFirst()
                    .orElseThrow();
            LongSummaryStatistics bounds =
                    IntStream.range(0, steps.size()).mapToLong(steps.bits()::at).summaryStatistics();
            lowest = bounds.getMin();
            highest = bounds.getMax();
        }
        return new Written(file, lowest, highest);
    }

    record Written(byte[] file, long firstStep, long lastStep) {}
}
