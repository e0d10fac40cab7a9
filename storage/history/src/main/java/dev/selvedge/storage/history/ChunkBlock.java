package dev.selvedge.storage.history;

import dev.selvedge.domain.runs.history.HistoryChunk;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Rows of one request, still as text. */
final class ChunkBlock implements Block {

    private final HistoryChunk chunk;
    private final BlockCache cache;
    private final Function<HistoryChunk, byte[]> texts;

    ChunkBlock(HistoryChunk chunk, BlockCache cache) {
        this(chunk, cache, cache::text);
    }

    /** @param texts where the text is fetched by who wants it whole */
    ChunkBlock(HistoryChunk chunk, BlockCache cache, Function<HistoryChunk, byte[]> texts) {
        this.chunk = chunk;
        this.cache = cache;
        this.texts = texts;
    }

    HistoryChunk chunk() {
        return chunk;
    }

    @Override
    public long firstRow() {
        return chunk.firstRow();
    }

    @Override
    public long endRow() {
        return chunk.endRow();
    }

    @Override
    public long firstStep() {
        return chunk.firstStep();
    }

    @Override
    public long lastStep() {
        return chunk.lastStep();
    }

    @Override
    public Object identity() {
        return chunk;
    }

    @Override
    public BlockCache cache() {
        return cache;
    }

    @Override
    public Column column(String key) {
        return cache.columns(chunk).get(key);
    }

    @Override
    public Map<String, KeyStats> keys() {
        Map<String, KeyStats> keys = new HashMap<>();
        cache.columns(chunk).forEach((key, column) -> keys.put(key, KeyStats.of(column, 0, chunk.rows())));
        return keys;
    }

    @Override
    public Map<String, Byte> kinds() {
        Map<String, Byte> kinds = new HashMap<>();
        cache.columns(chunk).forEach((key, column) -> kinds.put(key, StoredColumn.kindOf(column, 0, column.size())));
        return kinds;
    }

    @Override
    public RowTexts texts() {
        return new Lines(texts.apply(chunk), chunk.rows());
    }

    /** Sealing wants the whole text and never asks where lines end. */
    private static final class Lines implements RowTexts {

        private final byte[] text;
        private final int rows;
        private int[] ends;

        Lines(byte[] text, int rows) {
            this.text = text;
            this.rows = rows;
        }

        @Override
        public String text(int row) {
            if (ends == null) {
                ends = ends();
            }
            int start = row == 0 ? 0 : ends[row - 1] + 1;
            return new String(text, start, ends[row] - start, StandardCharsets.UTF_8);
        }

        @Override
        public byte[] all() {
            return text;
        }

        private int[] ends() {
            int[] found = new int[rows];
            int line = 0;
            for (int i = 0; i < text.length; i++) {
                if (text[i] == '\n') {
                    found[line++] = i;
                }
            }
            return found;
        }
    }
}
