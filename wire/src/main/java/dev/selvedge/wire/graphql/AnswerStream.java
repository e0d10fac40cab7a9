package dev.selvedge.wire.graphql;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Takes an answer while it is written. A short one goes out whole, with its length; of a longer one each part goes as it
 * comes, so that a table of many values is nowhere in memory as bytes. Packed for those who ask for it, if that pays.
 */
final class AnswerStream extends OutputStream {

    /** A series of a chart is within it: clients take what has a length with one read, and parts of 8 KB one by one. */
    private static final int HELD = 128 << 10;

    private static final int GZIP_FROM_BYTES = 2_000;

    private final HttpServletResponse response;
    private final boolean mayPack;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream(1024);
    private OutputStream out;

    AnswerStream(HttpServletRequest request, HttpServletResponse response) {
        this.response = response;
        String accepts = request.getHeader("Accept-Encoding");
        this.mayPack = accepts != null && accepts.contains("gzip");
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        if (out == null && held.size() + length <= HELD) {
            held.write(bytes, from, length);
            return;
        }
        if (out == null) {
            begin();
        }
        out.write(bytes, from, length);
    }

    /**
     * Ends the answer. To be called when all is written, and not when that failed: the connection ends then, which tells
     * the client that the answer is not whole.
     */
    @Override
    public void close() throws IOException {
        if (out == null) {
            if (!packs()) {
                response.setContentLength(held.size());
            }
            begin();
        }
        out.close();
    }

    private boolean packs() {
        return mayPack && held.size() >= GZIP_FROM_BYTES;
    }

    private void begin() throws IOException {
        out = response.getOutputStream();
        if (packs()) {
            response.setHeader("Content-Encoding", "gzip");
            response.setHeader("Vary", "Accept-Encoding");
            out = new QuickGzip(out);
        }
        held.writeTo(out);
        held.reset();
    }

    /** An answer is packed for one reader who waits for it: a quarter of the time counts for more than a tenth of the bytes. */
    private static final class QuickGzip extends GZIPOutputStream {
        QuickGzip(OutputStream out) throws IOException {
            super(out, 8192);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
