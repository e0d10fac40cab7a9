package dev.selvedge.wire.http;

import jakarta.servlet.http.HttpServletRequest;

/**
 * The server's address as clients see it. Signed URLs are absolute and the SDK follows them as they are, so a wrong
 * host or port here breaks every upload.
 */
public final class BaseUrl {

    private final String configured;

    /** @param configured the external URL without trailing slash, or null to answer with what the request used */
    public BaseUrl(String configured) {
        this.configured = configured == null || configured.isBlank() ? null : stripTrailingSlash(configured.strip());
    }

    /** Never ends in a slash. Forwarded headers count only where the server was told to trust them. */
    public String of(HttpServletRequest request) {
        if (configured != null) {
            return configured;
        }
        String scheme = request.getScheme();
        int port = request.getServerPort();
        boolean defaultPort = port <= 0 || port == (scheme.equals("https") ? 443 : 80);
        return scheme + "://" + request.getServerName() + (defaultPort ? "" : ":" + port);
    }

    private static String stripTrailingSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
