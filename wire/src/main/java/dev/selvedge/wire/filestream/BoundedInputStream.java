package dev.selvedge.wire.filestream;

import dev.selvedge.platform.Fault;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Refuses with TOO_LARGE once more than {@code limit} bytes were read, whatever a header promised. */
final class BoundedInputStream extends FilterInputStream {

    private final long limit;
    private long count;

    BoundedInputStream(InputStream in, long limit) {
        super(in);
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        if (b >= 0) {
            count(1);
        }
        return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        if (read > 0) {
            count(read);
        }
        return read;
    }

    long count() {
        return count;
    }

    private void count(int more) {
        count += more;
        if (count > limit) {
            throw tooLarge(limit);
        }
    }

    static Fault tooLarge(long limit) {
        return Fault.tooLarge("A file_stream body may have up to " + limit + " bytes");
    }
}
