package dev.selvedge.domain.artifacts;

import dev.selvedge.platform.Fault;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** File digests travel as base64 MD5 in manifests and as hex in URLs and storage keys. */
final class Digests {

    private static final Pattern HEX = Pattern.compile("[0-9a-f]{32}");

    private Digests() {}

    /** INVALID unless {@code base64} is a digest of 16 bytes. */
    static String hex(String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw Fault.invalid("\"" + base64 + "\" is not a base64 MD5 digest");
        }
        if (bytes.length != 16) {
            throw Fault.invalid("\"" + base64 + "\" is not a base64 MD5 digest");
        }
        return HexFormat.of().formatHex(bytes);
    }

    /** INVALID unless {@code hex} is a digest of 16 bytes. */
    static String base64(String hex) {
        if (!isHex(hex)) {
            throw Fault.invalid("\"" + hex + "\" is not a hex MD5 digest");
        }
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
    }

    static boolean isHex(String text) {
        return HEX.matcher(text).matches();
    }
}
