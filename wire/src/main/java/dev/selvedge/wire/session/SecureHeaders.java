package dev.selvedge.wire.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What browsers may do with our answers. Pages load nothing from elsewhere but the content of buckets, and run no inline
 * script; an endpoint that serves other people's bytes replaces the policy by a stricter one.
 */
final class SecureHeaders {

    /** The empty page that logged HTML is put into: what is in it acts in nobody's name, and may load what it likes. */
    private static final String FRAME = "/frame.html";

    private static final String FRAME_POLICY = "sandbox allow-scripts";

    private static final String FRAMED_BY_US = "; frame-ancestors 'self'";

    /** Pages of a project, run, sweep or report: what the client puts into a notebook's output. */
    private static final Pattern NOTEBOOK_PAGE = Pattern.compile("/[^/]+/[^/]+(/.*)?");

    private final Supplier<Set<String>> contentOrigins;
    private volatile Policy policy = new Policy(Set.of(), policy(Set.of()));

    private record Policy(Set<String> origins, String text) {}

    /** @param contentOrigins where signed links lead besides this server, as {@code https://host} */
    SecureHeaders(Supplier<Set<String>> contentOrigins) {
        this.contentOrigins = contentOrigins;
    }

    /** Put together anew only when a bucket has come or gone. */
    private String policy() {
        Set<String> origins = contentOrigins.get();
        Policy known = policy;
        if (!known.origins().equals(origins)) {
            known = new Policy(origins, policy(origins));
            policy = known;
        }
        return known.text();
    }

    private static String policy(Set<String> contentOrigins) {
        String buckets = contentOrigins.stream().sorted().map(" "::concat).collect(Collectors.joining());
        return "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
                + "img-src 'self' data: blob:" + buckets + "; media-src 'self' data: blob:" + buckets
                + "; font-src 'self' data:; connect-src 'self' blob:" + buckets
                + "; worker-src 'self' blob:; frame-src 'self' blob:; object-src 'none'; "
                + "base-uri 'self'; form-action 'self'";
    }

    void set(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "strict-origin-when-cross-origin");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin-allow-popups");
        boolean framed = isNotebookFrame(request);
        String policy = request.getRequestURI().equals(FRAME) ? FRAME_POLICY : policy();
        response.setHeader("Content-Security-Policy", framed ? policy : policy + FRAMED_BY_US);
        if (!framed) {
            response.setHeader("X-Frame-Options", "SAMEORIGIN");
        }
        if (request.isSecure()) {
            response.setHeader("Strict-Transport-Security", "max-age=31536000");
        }
    }

    private static boolean isNotebookFrame(HttpServletRequest request) {
        String query = request.getQueryString();
        return query != null
                && ("&" + query + "&").contains("&jupyter=true&")
                && !CallerFilter.isProtocol(request.getRequestURI())
                && NOTEBOOK_PAGE.matcher(request.getRequestURI()).matches();
    }
}
