package dev.selvedge.storage.history;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.selvedge.domain.runs.history.HistoryChunk;
import dev.selvedge.domain.runs.history.HistoryStore;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decoded chunks and columns of segments, both immutable, bounded by the heap they use. A live run thus costs only the
 * chunks that nobody has looked at.
 */
public final class BlockCache {

    private static final Logger log = LoggerFactory.getLogger(BlockCache.class);

    private final HistoryStore store;
    private final Cache<Object, Weighed> cache;
    private final Map<Object, CompletableFuture<Weighed>> loading = new ConcurrentHashMap<>();

    /** Something with a size in bytes. */
    interface Weighed {
        int weight();
    }

    public BlockCache(HistoryStore store, long bytes) {
        this.store = store;
        this.cache = Caffeine.newBuilder()
                .maximumWeight(bytes)
                .weigher((Object key, Weighed value) -> value.weight())
                .build();
    }

    /** Throws {@link StaleLayout} when the chunk has been sealed since it was listed. */
    DecodedColumns columns(HistoryChunk chunk) {
        return (DecodedColumns) cache.get(chunk, key -> {
            RowDecoder decoder = new RowDecoder();
            decoder.addLines(text(chunk), 0);
            return new DecodedColumns(decoder.columns());
        });
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
                found = load.get();
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
