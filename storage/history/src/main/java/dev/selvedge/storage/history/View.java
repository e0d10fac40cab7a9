package dev.selvedge.storage.history;

import dev.selvedge.domain.runs.history.HistoryChunk;
import dev.selvedge.domain.runs.history.HistoryId;
import dev.selvedge.domain.runs.history.HistoryPart;
import dev.selvedge.domain.runs.history.HistorySegment;
import dev.selvedge.domain.runs.history.HistoryStore.Layout;
import dev.selvedge.domain.runs.history.StreamState;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** The rows of a history in order, each from the block that holds its latest text. */
final class View {

    private final StreamState state;
    private final List<Piece> pieces = new ArrayList<>();

    View(Layout layout, Function<HistorySegment, Block> segmentBlocks, Function<HistoryChunk, Block> chunkBlocks) {
        state = layout.state();
        for (HistoryPart part : layout.parts()) {
            add(layout, part.source(), part.firstRow(), part.endRow(), segmentBlocks, chunkBlocks);
        }
        add(layout, state.history(), state.firstRow(), Long.MAX_VALUE, segmentBlocks, chunkBlocks);
    }

    private void add(
            Layout layout,
            HistoryId holder,
            long first,
            long end,
            Function<HistorySegment, Block> segmentBlocks,
            Function<HistoryChunk, Block> chunkBlocks) {
        TreeMap<Long, Piece> byRow = new TreeMap<>();
        for (HistorySegment segment : layout.segments()) {
            if (segment.history().equals(holder)) {
                put(byRow, segmentBlocks.apply(segment), first, end);
            }
        }
        for (HistoryChunk chunk : layout.chunks()) {
            if (chunk.history().equals(holder)) {
                put(byRow, chunkBlocks.apply(chunk), first, end);
            }
        }
        pieces.addAll(byRow.values());
    }

    /** Covers what was put before. */
    private static void put(TreeMap<Long, Piece> byRow, Block block, long first, long end) {
        long from = Math.max(first, block.firstRow());
        long to = Math.min(end, block.endRow());
        if (from >= to) {
            return;
        }
        var before = byRow.lowerEntry(from);
        if (before != null && before.getValue().endRow() > from) {
            Piece covered = before.getValue();
            byRow.put(covered.firstRow(), covered.between(covered.firstRow(), from));
            if (covered.endRow() > to) {
                byRow.put(to, covered.between(to, covered.endRow()));
            }
        }
        var last = byRow.lowerEntry(to);
        if (last != null && last.getKey() >= from && last.getValue().endRow() > to) {
            byRow.put(to, last.getValue().between(to, last.getValue().endRow()));
        }
        byRow.subMap(from, to).clear();
        byRow.put(from, new Piece(block, from, to));
    }

    StreamState state() {
        return state;
    }

    List<Piece> pieces() {
        return pieces;
    }

    /** Decodes what of these is not sealed, as far as it is not known. */
    void readAhead(Predicate<Block> wanted) {
        List<Block> blocks = pieces.stream().map(Piece::block).filter(wanted).toList();
        if (!blocks.isEmpty()) {
            blocks.getFirst().cache().readAhead(blocks);
        }
    }

    /** Number of rows there are; less than the next row's number where numbers are missing. */
    long rows() {
        long rows = 0;
        for (Piece piece : pieces) {
            rows += piece.rows();
        }
        return rows;
    }

    /** Changes whenever anything in the history may look different. Sealing changes nothing. */
    String version() {
        return version(state);
    }

    static String version(StreamState state) {
        return state.history().value() + "." + state.sequence();
    }

    /**
     * Keys of the segments when clients may be shown them, else none. What stands in a segment as JSON text (media,
     * lists, columns of several kinds) the client would hand out as that text, so runs that logged such are paged
     * through.
     */
    List<String> settledObjects() {
        List<ParquetBlock> segments = settledSegments();
        return segments.stream().allMatch(ParquetBlock::isPlain)
                ? segments.stream().map(block -> block.segment().key()).toList()
                : List.of();
    }

    private List<ParquetBlock> settledSegments() {
        List<ParquetBlock> segments = new ArrayList<>();
        for (Piece piece : pieces) {
            if (!(piece.block() instanceof ParquetBlock segment)
                    || !piece.isWhole()
                    || !segment.segment().settled()
                    || !segment.segment().history().equals(state.history())) {
                return List.of();
            }
            segments.add(segment);
        }
        return state.exposable() ? segments : List.of();
    }
}
