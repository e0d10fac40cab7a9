package dev.selvedge.wire.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.selvedge.platform.Fault;
import java.util.Base64;

/** The key inside an {@code Authorization} header. */
final class Credentials {

    private Credentials() {}

    /**
     * Clients send {@code Basic} with the key as password; the user name is "api" by habit and says nothing.
     *
     * @return never empty
     */
    static String key(String header) {
        String key;
        if (header.regionMatches(true, 0, "Basic ", 0, 6)) {
            key = password(header.substring(6).strip());
        } else if (header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            key = header.substring(7).strip();
        } else {
            throw Fault.unauthenticated("The Authorization header is neither Basic nor Bearer");
        }
        if (key.isEmpty()) {
            throw Fault.unauthenticated("The Authorization header holds no API key");
        }
        return key;
    }

    private static String password(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? "" : pair.substring(colon + 1);
        } catch (IllegalArgumentException notBase64) {
            throw Fault.unauthenticated("The Authorization header is not valid Basic authentication");
        }
    }
}
