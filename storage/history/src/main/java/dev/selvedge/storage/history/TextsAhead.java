package dev.selvedge.storage.history;

import dev.selvedge.domain.runs.history.HistoryStore;
import java.util.List;

/** Texts of pieces that are read one after another. */
final class TextsAhead {

    /** Chunks that are fetched for who may want no more than a page of their rows. */
    private static final int AT_FIRST = 4;

    private final BlockCache cache;
    private final ChunksAhead chunks;

    /** @param pieces in the order in which they will be read; some may be left out then */
    TextsAhead(HistoryStore store, BlockCache cache, List<Piece> pieces) {
        this.cache = cache;
        this.chunks = new ChunksAhead(
                store,
                cache,
                pieces.stream()
                        .filter(piece -> piece.block() instanceof ChunkBlock)
                        .map(piece -> ((ChunkBlock) piece.block()).chunk())
                        .distinct()
                        .toList(),
                AT_FIRST);
    }

    Block.RowTexts of(Piece piece) {
        return piece.block() instanceof ChunkBlock live
                ? new ChunkBlock(live.chunk(), cache, chunks::text).texts()
                : piece.block().texts();
    }
}
