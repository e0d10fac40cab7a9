package dev.selvedge.storage.history;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.selvedge.domain.runs.history.HistoryChunk;
import dev.selvedge.domain.runs.history.HistoryId;
import dev.selvedge.domain.runs.history.HistoryStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decoded chunks and columns of segments, both immutable, bounded by the heap they use. A live run thus costs only the
 * chunks that nobody has looked at.
 */
public final class BlockCache {

    private static final Logger log = LoggerFactory.getLogger(BlockCache.class);

    /** Decoded, a text of numbers takes at most as much more, and half of the cache is left to others. */
    private static final int DECODED_AT_MOST = 8;

    private final HistoryStore store;
    private final long bytes;
    private final Cache<Object, Weighed> cache;
    private final Map<Object, CompletableFuture<Weighed>> loading = new ConcurrentHashMap<>();

    /** Something with a size in bytes. */
    interface Weighed {
        int weight();
    }

    public BlockCache(HistoryStore store, long bytes) {
        this.store = store;
        this.bytes = bytes;
        this.cache = Caffeine.newBuilder()
                .maximumWeight(bytes)
                .weigher((Object key, Weighed value) -> value.weight())
                .build();
    }

    /** Throws {@link StaleLayout} when the chunk has been sealed since it was listed. */
    DecodedColumns columns(HistoryChunk chunk) {
        return columns(chunk, this::text);
    }

    private DecodedColumns columns(HistoryChunk chunk, Function<HistoryChunk, byte[]> texts) {
        return (DecodedColumns) cache.get(chunk, key -> {
            RowDecoder decoder = new RowDecoder();
            decoder.addLines(texts.apply(chunk), 0);
            return new DecodedColumns(decoder.columns());
        });
    }

    /**
     * Decodes those chunks that are not kept, whose texts then come many at once: a run that nobody has looked at would
     * ask a statement for each of them. Not so many that they would drive each other out before they are used. What is
     * damaged is found by who reads it.
     */
    void readAhead(Collection<? extends Block> blocks) {
        Map<HistoryId, List<HistoryChunk>> unknown = new LinkedHashMap<>();
        long left = bytes / DECODED_AT_MOST;
        for (Block block : blocks) {
            if (block instanceof ChunkBlock waiting && left > 0 && !holds(waiting.chunk())) {
                HistoryChunk chunk = waiting.chunk();
                left -= chunk.rawBytes();
                unknown.computeIfAbsent(chunk.history(), holder -> new ArrayList<>())
                        .add(chunk);
            }
        }
        unknown.values().forEach(this::readAheadOfOne);
    }

    private void readAheadOfOne(List<HistoryChunk> chunks) {
        List<HistoryChunk> inOrder = ChunksAhead.sorted(chunks);
        ChunksAhead texts = new ChunksAhead(store, this, inOrder, ChunksAhead.MOST);
        try {
            inOrder.forEach(chunk -> columns(chunk, texts::text));
        } catch (DamagedObject e) {
            log.debug("Read ahead as far as it is sound", e);
        }
    }

    /** What several want at once is loaded once, and fails for all of them. */
    Weighed get(Object key, Supplier<? extends Weighed> load) {
        // not within the cache's own computation: loading one thing may load another
        Weighed found = cache.getIfPresent(key);
        if (found != null) {
            return found;
        }
        CompletableFuture<Weighed> mine = new CompletableFuture<>();
        CompletableFuture<Weighed> other = loading.putIfAbsent(key, mine);
        return other == null ? load(key, load, mine) : loaded(other);
    }

    private Weighed load(Object key, Supplier<? extends Weighed> load, CompletableFuture<Weighed> mine) {
        try {
            Weighed found = cache.getIfPresent(key);
            if (found == null) {
                found = SideBySide.<Weighed>awaited(load::get);
                cache.put(key, found);
            }
            mine.complete(found);
            return found;
        } catch (Throwable e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            loading.remove(key);
        }
    }

    private static Weighed loaded(CompletableFuture<Weighed> other) {
        try {
            return other.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    void forget(Object key) {
        cache.invalidate(key);
    }

    boolean holds(Object key) {
        return cache.getIfPresent(key) != null;
    }

    byte[] text(HistoryChunk chunk) {
        try {
            return store.chunkText(chunk).orElseThrow(StaleLayout::new);
        } catch (IllegalStateException e) {
            log.error("{} is damaged", chunk, e);
            throw new DamagedObject(chunk, e);
        }
    }
}
