package dev.selvedge.domain.automations.channels;

/** Where a message says its page is. */
public final class PageLink {

    private PageLink() {}

    /**
     * A line of its own, or nothing.
     *
     * @param host external URL of this server, or empty for none
     * @param path of the page, without a slash before it
     */
    public static String line(String host, String path) {
        return host.isBlank() ? "" : "\n" + (host.endsWith("/") ? host : host + "/") + path;
    }
}
