package dev.selvedge.wire.files;

import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Hash;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/**
 * A request body that fails at its end when it is not what was announced, so that a store which takes whole streams or
 * nothing never keeps it.
 */
final class CheckedBody extends FilterInputStream {

    private final MessageDigest sum = Hash.MD5.begin();
    private final List<String> announced;
    private byte[] md5;
    private long size;
    private IOException broken;

    /** @param announced MD5s in base64; null ones are not checked */
    CheckedBody(InputStream body, String... announced) {
        super(body);
        this.announced =
                java.util.Arrays.stream(announced).filter(Objects::nonNull).toList();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n;
        try {
            n = in.read(buffer, offset, length);
        } catch (IOException e) {
            broken = e;
            throw e;
        }
        if (n < 0) {
            end();
        } else {
            sum.update(buffer, offset, n);
            size += n;
        }
        return n;
    }

    private void end() {
        if (md5 != null) {
            return;
        }
        md5 = sum.digest();
        for (String expected : announced) {
            if (!expected.strip().equals(md5Base64())) {
                throw Fault.invalid("The content has the MD5 " + md5Base64() + ", announced was " + expected
                        + "; nothing was stored");
            }
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** The failure of the client's side of the connection, or null: tells it from a failure of the store. */
    IOException broken() {
        return broken;
    }

    /** Valid once the stream was read to its end. */
    String md5Base64() {
        return Base64.getEncoder().encodeToString(md5);
    }

    String md5Hex() {
        return HexFormat.of().formatHex(md5);
    }

    long size() {
        return size;
    }
}
