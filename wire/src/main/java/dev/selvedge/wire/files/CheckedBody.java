package dev.selvedge.wire.files;

import dev.selvedge.domain.objects.SummedStream;
import dev.selvedge.platform.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/**
 * A request body that fails at its end when it is not what was announced, so that a store which takes whole streams or
 * nothing never keeps it.
 */
final class CheckedBody extends SummedStream {

    private final List<String> announced;
    private IOException broken;

    /** @param announced MD5s in base64; null ones are not checked */
    CheckedBody(InputStream body, String... announced) {
        super(body);
        this.announced = Arrays.stream(announced).filter(Objects::nonNull).toList();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            return super.read(buffer, offset, length);
        } catch (IOException e) {
            broken = e;
            throw e;
        }
    }

    @Override
    protected void ended() {
        for (String expected : announced) {
            if (!expected.strip().equals(md5Base64())) {
                throw Fault.invalid("The content has the MD5 " + md5Base64() + ", announced was " + expected
                        + "; nothing was stored");
            }
        }
    }

    /** The failure of the client's side of the connection, or null: tells it from a failure of the store. */
    IOException broken() {
        return broken;
    }

    /** Valid once the stream was read to its end. */
    String md5Base64() {
        return Base64.getEncoder().encodeToString(md5());
    }

    String md5Hex() {
        return HexFormat.of().formatHex(md5());
    }
}
