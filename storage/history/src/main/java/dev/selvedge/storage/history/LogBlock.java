package dev.selvedge.storage.history;

import dev.selvedge.domain.runs.history.HistorySegment;
import java.util.Map;

/** Sealed console lines. */
record LogBlock(HistorySegment segment, Segments segments) implements SegmentBlock {

    @Override
    public Column column(String key) {
        return null;
    }

    @Override
    public Map<String, KeyStats> keys() {
        return Map.of();
    }

    @Override
    public Map<String, Byte> kinds() {
        return Map.of();
    }

    @Override
    public RowTexts texts() {
        return row -> segments.logLines(segment, row / LogFrames.LINES).line(row % LogFrames.LINES);
    }
}
