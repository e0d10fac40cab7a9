package dev.selvedge.storage.history;

import dev.selvedge.domain.runs.history.HistoryChunk;
import dev.selvedge.domain.runs.history.HistoryStore;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Texts of chunks that are read one after another: several are fetched at once. */
final class ChunksAhead {

    static final int MOST = 64;
    private static final long MOST_BYTES = 4 << 20;
    private static final int GROWTH = 4;

    private final HistoryStore store;
    private final BlockCache cache;
    private final List<HistoryChunk> chunks;
    private final Map<HistoryChunk, byte[]> fetched = new HashMap<>();
    /** The one that was read longest ago first. */
    private final Map<HistoryChunk, byte[]> kept = new LinkedHashMap<>(16, 0.75f, true);

    private long keptBytes;
    private int reached;
    private int several;

    /**
     * @param chunks in the order in which they will be read; some may be left out then, and one whose rows are overwritten
     *     in between is read again behind each
     * @param several are fetched at first, and more each time, for those who may not read on
     */
    ChunksAhead(HistoryStore store, BlockCache cache, List<HistoryChunk> chunks, int several) {
        this.store = store;
        this.cache = cache;
        this.chunks = chunks;
        this.several = several;
    }

    /** In the order of their rows. */
    static List<HistoryChunk> sorted(List<HistoryChunk> chunks) {
        return chunks.stream()
                .sorted(Comparator.comparingLong(HistoryChunk::firstRow).thenComparingLong(HistoryChunk::sequence))
                .toList();
    }

    /** Throws {@link StaleLayout} when the chunk has been sealed since it was listed. */
    byte[] text(HistoryChunk chunk) {
        byte[] text = kept.get(chunk);
        if (text == null) {
            text = next(chunk);
            keep(chunk, text);
        }
        return text;
    }

    private void keep(HistoryChunk chunk, byte[] text) {
        kept.put(chunk, text);
        keptBytes += text.length;
        var oldest = kept.values().iterator();
        // two at least: the one that is cut into pieces and what lies in between
        while (keptBytes > MOST_BYTES && kept.size() > 2) {
            keptBytes -= oldest.next().length;
            oldest.remove();
        }
    }

    private byte[] next(HistoryChunk chunk) {
        byte[] text = fetched.remove(chunk);
        if (text != null) {
            return text;
        }
        int from = chunks.indexOf(chunk);
        if (from < reached) {
            // it has been read before, and what comes next is still at hand
            return cache.text(chunk);
        }
        fetched.clear();
        List<HistoryChunk> next = from(from);
        if (next.size() < 2) {
            return cache.text(chunk);
        }
        try {
            fetched.putAll(store.chunkTexts(next));
        } catch (IllegalStateException e) {
            // one of them is damaged: asked for alone, the one that is says so
            reached = from;
            return cache.text(chunk);
        }
        byte[] found = fetched.remove(chunk);
        if (found == null) {
            throw new StaleLayout();
        }
        return found;
    }

    /** As many from this one on as are fetched at once: of one history, as one statement can have them. */
    private List<HistoryChunk> from(int from) {
        HistoryChunk chunk = chunks.get(from);
        int to = from;
        long bytes = 0;
        while (to < chunks.size()
                && to - from < several
                && bytes < MOST_BYTES
                && chunks.get(to).history().equals(chunk.history())) {
            bytes += chunks.get(to).rawBytes();
            to++;
        }
        several = Math.min(MOST, several * GROWTH);
        reached = to;
        return chunks.subList(from, to);
    }
}
