package dev.selvedge.server.backup.sets;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Fails at its end when it was not what it should be, so that whoever stores it stores nothing. */
final class CheckedInput extends FilterInputStream {

    private final MessageDigest digest;
    private final String expected;
    private final String what;
    private boolean checked;

    CheckedInput(InputStream in, MessageDigest digest, String expected, String what) {
        super(new DigestInputStream(in, digest));
        this.digest = digest;
        this.expected = expected;
        this.what = what;
    }

    /** The bytes are there, and not the ones that were written. */
    static final class Damaged extends IOException {

        private static final long serialVersionUID = 1L;

        Damaged(String what) {
            super(what + " is not what was written");
        }
    }

    private int seen(int count) throws IOException {
        if (count < 0 && !checked) {
            checked = true;
            if (!HexFormat.of().formatHex(digest.digest()).equals(expected)) {
                throw new Damaged(what);
            }
        }
        return count;
    }

    @Override
    public int read() throws IOException {
        return seen(in.read());
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        return seen(in.read(into, offset, length));
    }

    /** Reads what is left. */
    void finish() throws IOException {
        transferTo(java.io.OutputStream.nullOutputStream());
    }
}
