package dev.selvedge.wire.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.ContentDisposition;

/**
 * How a user's file may appear in a browser. Anyone who can log a run can store a page here, and it is served from the
 * address that holds the session cookies; so nothing that is stored may act in the name of our own pages.
 */
final class SafeContent {

    private static final String PLAIN = "text/plain; charset=utf-8";
    private static final String UNKNOWN = "application/octet-stream";
    private static final int LONGEST_NAME = 200;

    /** Run and media pages show HTML that was logged in frames; its scripts run, but in an origin of their own. */
    private static final String PAGE = "sandbox allow-scripts";

    private static final String DRAWING =
            "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:";

    private static final Set<String> PAGES = Set.of("text/html", "application/xhtml+xml");
    private static final Set<String> DRAWINGS = Set.of("image/svg+xml", "text/xml", "application/xml");
    private static final Set<String> HARMLESS = Set.of("application/json", "application/pdf", "text/csv");

    /** Whatever our own pages could load as code or style goes out as text: {@code 'self'} in their policy allows it. */
    private static final Set<String> CODE = Set.of(
            "text/javascript",
            "application/javascript",
            "application/x-javascript",
            "application/ecmascript",
            "text/ecmascript",
            "text/css");

    private SafeContent() {}

    /** @param declared the content type that the file is said to have, or null */
    static void declare(HttpServletResponse response, String declared, String fileName, boolean inline) {
        String type = declared == null ? UNKNOWN : bare(declared);
        boolean media = type.startsWith("image/") || type.startsWith("audio/") || type.startsWith("video/");
        boolean text = type.startsWith("text/");
        boolean page = PAGES.contains(type);
        boolean drawing = DRAWINGS.contains(type);
        boolean shown = inline && (media || text || page || drawing || HARMLESS.contains(type));
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (page || drawing) {
            response.setHeader("Content-Security-Policy", page ? PAGE : DRAWING);
        }
        response.setContentType(CODE.contains(type) ? PLAIN : withCharset(type, text));
        response.setHeader("Content-Disposition", disposition(shown, fileName));
    }

    private static String bare(String declared) {
        int semicolon = declared.indexOf(';');
        String type = (semicolon < 0 ? declared : declared.substring(0, semicolon))
                .strip()
                .toLowerCase(Locale.ROOT);
        return type.matches("[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+") ? type : UNKNOWN;
    }

    private static String withCharset(String type, boolean text) {
        return text ? type + "; charset=utf-8" : type;
    }

    private static String disposition(boolean shown, String fileName) {
        ContentDisposition.Builder header = shown ? ContentDisposition.inline() : ContentDisposition.attachment();
        String name = fileName == null ? "" : lastPart(fileName);
        return (name.isEmpty() ? header : header.filename(name, UTF_8)).build().toString();
    }

    /** Without folders, and short enough for a header; the end tells the type. */
    private static String lastPart(String fileName) {
        String name = fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
        return name.codePointCount(0, name.length()) > LONGEST_NAME
                ? name.substring(name.offsetByCodePoints(name.length(), -LONGEST_NAME))
                : name;
    }
}
