package dev.selvedge.wire.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.selvedge.platform.Fault;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/**
 * {@code /files/<entity>/<project>/<run>/<file>} read from the request line as it was sent. Containers and frameworks
 * drop {@code ;…}, merge slashes and refuse {@code %2F} and {@code %25} in paths; names of files have all of them.
 */
public record FilePath(String entity, String project, String run, String file) {

    private static final String PREFIX = "/files/";

    /** NOT_FOUND when a part is missing, INVALID when one is not percent-encoded UTF-8. */
    public static FilePath of(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        String[] parts =
                path.startsWith(PREFIX) ? path.substring(PREFIX.length()).split("/", 4) : new String[0];
        if (parts.length < 4 || parts[3].isEmpty()) {
            throw Fault.notFound("Files are found at /files/<entity>/<project>/<run>/<file>");
        }
        return new FilePath(decode(parts[0]), decode(parts[1]), decode(parts[2]), decode(parts[3]));
    }

    /** The path of a file, each name encoded so that it survives every router on the way. */
    public String encoded() {
        return PREFIX + encode(entity, "") + "/" + encode(project, "") + "/" + encode(run, "") + "/"
                + encode(file, "/");
    }

    private static String encode(String text, String kept) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0 || kept.indexOf(c) >= 0);
            if (plain) {
                out.append(c);
            } else {
                out.append('%').append(hex(c >> 4)).append(hex(c & 15));
            }
        }
        return out.toString();
    }

    private static char hex(int digit) {
        return "0123456789ABCDEF".charAt(digit);
    }

    private static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        byte[] raw = text.getBytes(UTF_8);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] != '%') {
                bytes.write(raw[i]);
                continue;
            }
            int high = i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
            int low = i + 2 < raw.length ? Character.digit(raw[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                throw malformed();
            }
            bytes.write(high << 4 | low);
            i += 2;
        }
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed();
        }
    }

    private static Fault malformed() {
        return Fault.invalid("The path is not percent-encoded UTF-8");
    }
}
