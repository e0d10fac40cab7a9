package dev.selvedge.wire.filestream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.selvedge.platform.Fault;
import java.net.URLDecoder;

/** The run a URL {@code /files/<entity>/<project>/<run>/file_stream} names. */
record RunPath(String entity, String project, String run) {

    /** @param uri as the client sent it: names may hold blanks, percent signs and letters of any script */
    static RunPath of(String uri) {
        String[] parts = uri.split("/", -1);
        int end = parts.length - 1;
        if (end < 4) {
            throw Fault.notFound("No such run");
        }
        return new RunPath(decoded(parts[end - 3]), decoded(parts[end - 2]), decoded(parts[end - 1]));
    }

    private static String decoded(String part) {
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException e) {
            throw Fault.invalid("The path holds a malformed percent sequence");
        }
    }
}
