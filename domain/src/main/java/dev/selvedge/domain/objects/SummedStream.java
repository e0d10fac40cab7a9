package dev.selvedge.domain.objects;

import dev.selvedge.platform.Hash;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/**
 * Content that adds up its own MD5 while it is read. The sum costs more than all else that is done to an upload, so who
 * needs it asks whether the content has it already: {@link #of}.
 */
public class SummedStream extends FilterInputStream {

    private final MessageDigest sum = Hash.MD5.begin();
    private byte[] md5;
    private long size;

    protected SummedStream(InputStream content) {
        super(content);
    }

    /** The same stream where it adds up its sum already and nothing of it was read. */
    public static SummedStream of(InputStream content) {
        return content instanceof SummedStream summed && summed.size == 0 ? summed : new SummedStream(content);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = super.read(buffer, offset, length);
        if (n > 0) {
            sum.update(buffer, offset, n);
            size += n;
        } else if (n < 0 && md5 == null) {
            md5 = sum.digest();
            ended();
        }
        return n;
    }

    /** Called once at the end of the content, when {@link #md5} and {@link #size} are known; may refuse it. */
    protected void ended() {}

    /** What is passed over counts, too. */
    @Override
    public long skip(long n) throws IOException {
        byte[] passed = new byte[(int) Math.min(8192, Math.max(0, n))];
        int read = passed.length == 0 ? 0 : read(passed, 0, passed.length);
        return Math.max(0, read);
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** 16 raw bytes; known once the stream was read to its end. */
    public byte[] md5() {
        if (md5 == null) {
            throw new IllegalStateException("The content was not read to its end");
        }
        return md5.clone();
    }

    /** Bytes read so far. */
    public long size() {
        return size;
    }
}
