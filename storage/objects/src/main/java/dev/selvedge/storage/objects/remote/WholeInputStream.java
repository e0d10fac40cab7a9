package dev.selvedge.storage.objects.remote;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Content whose length is known: an end that comes sooner is a failure, and not the end of a shorter object. */
public final class WholeInputStream extends FilterInputStream {

    private final String key;
    private long missing;

    public WholeInputStream(InputStream in, String key, long length) {
        super(in);
        this.key = key;
        this.missing = length;
    }

    @Override
    public int read() throws IOException {
        int b = in.read();
        count(b < 0 ? -1 : 1);
        return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = in.read(buffer, offset, length);
        count(n);
        return n;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = in.skip(count);
        missing -= skipped;
        return skipped;
    }

    /** Its counts would be those of bytes that are read again. */
    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(int read) throws IOException {
        if (read < 0 && missing > 0) {
            throw new IOException("The object store sent " + missing + " bytes of " + key + " too few");
        }
        missing -= Math.max(0, read);
    }
}
