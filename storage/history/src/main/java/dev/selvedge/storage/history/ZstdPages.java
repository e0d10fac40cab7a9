package dev.selvedge.storage.history;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;

/** Compresses pages, one after the other. Each frame carries a checksum, which every reader verifies. */
final class ZstdPages implements AutoCloseable {

    private static final int LEVEL = 3;

    private final ZstdCompressCtx zstd = new ZstdCompressCtx().setLevel(LEVEL).setChecksum(true);
    private byte[] frame = new byte[0];

    /** How many bytes of {@link #frame} the page takes. */
    int compress(byte[] page) {
        int most = Math.toIntExact(Zstd.compressBound(page.length));
        if (frame.length < most) {
            frame = new byte[most];
        }
        return zstd.compressByteArray(frame, 0, frame.length, page, 0, page.length);
    }

    /** Holds the last page, until the next one. */
    byte[] frame() {
        return frame;
    }

    @Override
    public void close() {
        zstd.close();
    }
}
