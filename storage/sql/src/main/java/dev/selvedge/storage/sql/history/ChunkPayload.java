package dev.selvedge.storage.sql.history;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdException;
import java.util.Arrays;

/** The stored form of a chunk's text: a version byte, then a zstd frame with checksum. See docs/formats. */
final class ChunkPayload {

    private static final byte VERSION = 1;
    private static final int LEVEL = 1;

    private ChunkPayload() {}

    static byte[] of(byte[] text) {
        try (ZstdCompressCtx zstd = new ZstdCompressCtx()) {
            zstd.setLevel(LEVEL).setChecksum(true);
            byte[] payload = new byte[Math.toIntExact(1 + Zstd.compressBound(text.length))];
            int size = zstd.compressByteArray(payload, 1, payload.length - 1, text, 0, text.length);
            payload[0] = VERSION;
            return Arrays.copyOf(payload, 1 + size);
        }
    }

    static byte[] text(byte[] payload, int rawBytes) {
        if (payload.length == 0 || payload[0] != VERSION) {
            throw new IllegalStateException("Chunk of a format this server does not know");
        }
        byte[] text = new byte[rawBytes];
        try {
            if (Zstd.decompressByteArray(text, 0, rawBytes, payload, 1, payload.length - 1) != rawBytes) {
                throw new IllegalStateException("Chunk is damaged: it is too short");
            }
        } catch (ZstdException e) {
            throw new IllegalStateException("Chunk is damaged: " + e.getMessage(), e);
        }
        return text;
    }
}
