package dev.selvedge.wire.files;

import jakarta.servlet.http.HttpServletResponse;

/**
 * Files may be read from any origin: what protects them is the token or the key, never the browser's origin. No
 * cookies are allowed along. {@code wandb verify} sends a preflight to the URL of a file.
 */
final class Cors {

    private Cors() {}

    static void allow(HttpServletResponse response) {
        response.setHeader("Access-Control-Allow-Origin", "*");
        response.setHeader(
                "Access-Control-Expose-Headers",
                "ETag, Content-Length, Content-Range, Accept-Ranges, Content-Disposition");
        response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
    }

    static void preflight(HttpServletResponse response, String methods) {
        allow(response);
        response.setHeader("Access-Control-Allow-Methods", methods);
        response.setHeader("Access-Control-Allow-Headers", "*, Authorization");
        response.setHeader("Access-Control-Max-Age", "3000");
        response.setHeader("Allow", methods + ", OPTIONS");
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
}
