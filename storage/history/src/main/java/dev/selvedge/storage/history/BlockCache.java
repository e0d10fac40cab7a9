package dev.selvedge.storage.history;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.selvedge.domain.runs.history.HistoryChunk;
import dev.selvedge.domain.runs.history.HistoryStore;
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

    Weighed get(Object key, Supplier<? extends Weighed> load) {
        // not within the cache's own computation: loading one thing may load another
        Weighed found = cache.getIfPresent(key);
        if (found == null) {
            found = load.get();
            cache.put(key, found);
        }
        return found;
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
