package dev.selvedge.storage.objects.local;

import java.io.IOException;
import java.io.InputStream;

/** The first {@code remaining} bytes of a stream. */
final class RangeInputStream extends InputStream {

    private final InputStream in;
    private long remaining;

    RangeInputStream(InputStream in, long remaining) {
        this.in = in;
        this.remaining = remaining;
    }

    @Override
    public int read() throws IOException {
        if (remaining <= 0) {
            return -1;
        }
        int b = in.read();
        remaining -= b < 0 ? remaining : 1;
        return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (remaining <= 0) {
            return -1;
        }
        int n = in.read(buffer, offset, (int) Math.min(length, remaining));
        remaining -= n < 0 ? remaining : n;
        return n;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
