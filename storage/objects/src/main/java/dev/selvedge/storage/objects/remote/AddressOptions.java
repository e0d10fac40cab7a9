package dev.selvedge.storage.objects.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;

/** How the addresses of buckets are read: {@code scheme://…/name/prefix?option=value&…}. */
public final class AddressOptions {

    private AddressOptions() {}

    /** The parser's own complaint repeats its input, the secret in it. */
    public static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    e.getReason() + " at character " + e.getIndex() + " (special characters are written as %XX)");
        }
    }

    public static Map<String, String> of(URI address) {
        Map<String, String> options = new HashMap<>();
        if (address.getRawQuery() != null) {
            for (String option : address.getRawQuery().split("&")) {
                int equals = option.indexOf('=');
                if (equals > 0) {
                    options.put(option.substring(0, equals), decoded(option.substring(equals + 1)));
                }
            }
        }
        return options;
    }

    public static String decoded(String text) {
        // URLDecoder reads forms, where a plus is a space; keys and secrets hold plain pluses
        return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    }

    /** The path without its outer slashes. */
    public static String path(URI address) {
        return address.getPath() == null ? "" : address.getPath().replaceAll("^/+|/+$", "");
    }

    /** A prefix of keys: empty, or ending in a slash. */
    public static String prefix(String path) {
        return path.isEmpty() ? "" : path + "/";
    }
}
